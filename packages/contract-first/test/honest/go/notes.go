package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

type noteInput struct {
	Title  *string `json:"title"`
	Text   *string `json:"text"`
	Colour *string `json:"colour,omitempty"`
}

type note struct {
	ID string `json:"id"`
	noteInput
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`
	version   int
}

func (n *note) etag() string { return fmt.Sprintf(`"%s-%d"`, n.ID[:8], n.version) }

var (
	uuidPattern   = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	colourPattern = regexp.MustCompile(`^#[0-9a-f]{6}$`)
)

func uuid() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func noteProblem(w http.ResponseWriter, status int, detail string) {
	body := map[string]any{"type": "about:blank", "title": http.StatusText(status), "status": status}
	if detail != "" {
		body["detail"] = detail
	}
	w.Header().Set("Content-Type", "application/problem+json")
	writeJSON(w, status, body)
}

func readNote(r *http.Request) (noteInput, error) {
	var input noteInput
	if err := readJSON(r, &input, true); err != nil {
		return input, err
	}
	if input.Title == nil || input.Text == nil {
		return input, errors.New("title and text are required")
	}
	if n := utf8.RuneCountInString(*input.Title); n < 1 || n > 200 {
		return input, errors.New("title must have 1 to 200 characters")
	}
	if utf8.RuneCountInString(*input.Text) > 10000 {
		return input, errors.New("text is too long")
	}
	if input.Colour != nil && !colourPattern.MatchString(*input.Colour) {
		return input, errors.New("colour must be like #a0b1c2")
	}
	return input, nil
}

// matches compares strongly, as RFC 9110 wants for If-Match, or weakly for If-None-Match.
func matches(header, etag string, weak bool) bool {
	if strings.TrimSpace(header) == "*" {
		return true
	}
	for _, tag := range strings.Split(header, ",") {
		tag = strings.TrimSpace(tag)
		if weak {
			tag = strings.TrimPrefix(tag, "W/")
		}
		if tag == etag {
			return true
		}
	}
	return false
}

func notes() http.Handler {
	var lock sync.Mutex
	stored := map[string]*note{}
	mux := http.NewServeMux()

	send := func(w http.ResponseWriter, status int, n *note) {
		w.Header().Set("ETag", n.etag())
		writeJSON(w, status, n)
	}
	handle := func(pattern string, handler func(w http.ResponseWriter, r *http.Request, found *note)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			id := strings.ToLower(r.PathValue("id"))
			if !uuidPattern.MatchString(id) {
				noteProblem(w, http.StatusBadRequest, "the id must be a UUID")
				return
			}
			lock.Lock()
			defer lock.Unlock()
			found := stored[id]
			if found == nil {
				noteProblem(w, http.StatusNotFound, "")
				return
			}
			handler(w, r, found)
		})
	}

	mux.HandleFunc("POST /notes", func(w http.ResponseWriter, r *http.Request) {
		input, err := readNote(r)
		if err != nil {
			noteProblem(w, http.StatusBadRequest, err.Error())
			return
		}
		lock.Lock()
		defer lock.Unlock()
		now := time.Now().UTC()
		created := &note{uuid(), input, now, now, 1}
		stored[created.ID] = created
		w.Header().Set("Location", "/notes/"+created.ID)
		send(w, http.StatusCreated, created)
	})

	handle("GET /notes/{id}", func(w http.ResponseWriter, r *http.Request, found *note) {
		if matches(r.Header.Get("If-None-Match"), found.etag(), true) {
			w.Header().Set("ETag", found.etag())
			w.WriteHeader(http.StatusNotModified)
			return
		}
		send(w, http.StatusOK, found)
	})

	handle("PUT /notes/{id}", func(w http.ResponseWriter, r *http.Request, found *note) {
		condition := r.Header.Get("If-Match")
		if condition == "" {
			noteProblem(w, http.StatusPreconditionRequired, "send If-Match")
			return
		}
		if !matches(condition, found.etag(), false) {
			noteProblem(w, http.StatusPreconditionFailed, "")
			return
		}
		input, err := readNote(r)
		if err != nil {
			noteProblem(w, http.StatusBadRequest, err.Error())
			return
		}
		found.noteInput, found.UpdatedAt = input, time.Now().UTC()
		found.version++
		send(w, http.StatusOK, found)
	})

	handle("DELETE /notes/{id}", func(w http.ResponseWriter, r *http.Request, found *note) {
		if condition := r.Header.Get("If-Match"); condition != "" && !matches(condition, found.etag(), false) {
			noteProblem(w, http.StatusPreconditionFailed, "")
			return
		}
		delete(stored, found.ID)
		w.WriteHeader(http.StatusNoContent)
	})
	return mux
}
