package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
	"unicode/utf8"
)

type paymentInput struct {
	Amount    *int64             `json:"amount"`
	Currency  *string            `json:"currency"`
	Reference *string            `json:"reference,omitempty"`
	Metadata  map[string]*string `json:"metadata,omitempty"`
}

type payment struct {
	ID string `json:"id"`
	paymentInput
	Status  string `json:"status"`
	Created int64  `json:"created"`
}

type remembered struct {
	path    string
	request []byte
	status  int
	answer  []byte
}

func paymentError(w http.ResponseWriter, status int, code, message string) {
	writeJSON(w, status, map[string]string{"code": code, "message": message})
}

func (p *paymentInput) check() string {
	switch {
	case p.Amount == nil || *p.Amount < 1 || *p.Amount > 99999999:
		return "amount must be 1 to 99999999"
	case p.Currency == nil || !slices.Contains([]string{"EUR", "USD", "JPY"}, *p.Currency):
		return "unknown currency"
	case p.Reference != nil && utf8.RuneCountInString(*p.Reference) > 35:
		return "reference is too long"
	case len(p.Metadata) > 5:
		return "too much metadata"
	}
	for _, value := range p.Metadata {
		if value == nil || utf8.RuneCountInString(*value) > 100 {
			return "metadata must be texts of up to 100 characters"
		}
	}
	return ""
}

// noNulls tells whether a JSON object has no member that is null.
func noNulls(content []byte) bool {
	var members map[string]json.RawMessage
	json.Unmarshal(content, &members)
	for _, each := range members {
		if string(each) == "null" {
			return false
		}
	}
	return true
}

func payments() http.Handler {
	var lock sync.Mutex
	stored := map[string]*payment{}
	byKey := map[string]remembered{}
	mux := http.NewServeMux()

	// once answers as before if the key has been seen
	once := func(w http.ResponseWriter, r *http.Request, content []byte, work func() (int, any)) {
		key := r.Header.Get("Idempotency-Key")
		if before, ok := byKey[key]; ok && key != "" {
			if before.path != r.URL.Path || !bytes.Equal(before.request, content) {
				paymentError(w, http.StatusConflict, "key_reused", "this key came with another request")
				return
			}
			writeJSON(w, before.status, json.RawMessage(before.answer))
			return
		}
		status, answer := work()
		if status < 300 && key != "" {
			encoded, _ := json.Marshal(answer)
			byKey[key] = remembered{r.URL.Path, content, status, encoded}
		}
		writeJSON(w, status, answer)
	}
	isKey := func(key string) bool {
		n := utf8.RuneCountInString(key)
		return n >= 8 && n <= 64
	}
	find := func(w http.ResponseWriter, r *http.Request) *payment {
		found := stored[r.PathValue("id")]
		if found == nil {
			paymentError(w, http.StatusNotFound, "not_found", "no such payment")
		}
		return found
	}

	mux.HandleFunc("POST /v1/payments", func(w http.ResponseWriter, r *http.Request) {
		if !isKey(r.Header.Get("Idempotency-Key")) {
			paymentError(w, http.StatusBadRequest, "invalid", "send an Idempotency-Key of 8 to 64 characters")
			return
		}
		content, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(content))
		var input paymentInput
		if err := readJSON(r, &input, true); err != nil {
			paymentError(w, http.StatusBadRequest, "invalid", err.Error())
			return
		}
		if fault := input.check(); fault != "" || !noNulls(content) {
			paymentError(w, http.StatusUnprocessableEntity, "invalid", fault)
			return
		}
		lock.Lock()
		defer lock.Unlock()
		once(w, r, content, func() (int, any) {
			var random [8]byte
			rand.Read(random[:])
			created := &payment{fmt.Sprintf("pay_%x", random), input, "succeeded", time.Now().Unix()}
			stored[created.ID] = created
			return http.StatusCreated, created
		})
	})

	mux.HandleFunc("GET /v1/payments/{id}", func(w http.ResponseWriter, r *http.Request) {
		lock.Lock()
		defer lock.Unlock()
		if found := find(w, r); found != nil {
			writeJSON(w, http.StatusOK, found)
		}
	})

	mux.HandleFunc("POST /v1/payments/{id}/refund", func(w http.ResponseWriter, r *http.Request) {
		if key := r.Header.Get("Idempotency-Key"); key != "" && !isKey(key) {
			paymentError(w, http.StatusBadRequest, "invalid", "an Idempotency-Key has 8 to 64 characters")
			return
		}
		lock.Lock()
		defer lock.Unlock()
		found := find(w, r)
		if found == nil {
			return
		}
		once(w, r, nil, func() (int, any) {
			if found.Status == "refunded" {
				return http.StatusConflict, map[string]string{"code": "refunded", "message": "refunded before"}
			}
			found.Status = "refunded"
			return http.StatusOK, found
		})
	})

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, ok := r.BasicAuth()
		if !ok || user != "merchant" || password != "secret" {
			w.Header().Set("WWW-Authenticate", `Basic realm="payments"`)
			paymentError(w, http.StatusUnauthorized, "unauthorized", "authenticate")
			return
		}
		mux.ServeHTTP(w, r)
	})
}
