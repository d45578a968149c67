package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"
)

type article struct {
	ID        int64      `json:"id"`
	Headline  string     `json:"headline"`
	Body      *string    `json:"body,omitempty"`
	Published *time.Time `json:"published,omitempty"`
	Rating    *float64   `json:"rating,omitempty"`
	deleted   bool
}

func problem(w http.ResponseWriter, status int, title string) {
	w.Header().Set("Content-Type", "application/problem+json")
	writeJSON(w, status, map[string]any{"title": title, "status": status})
}

// present fails for a field that is null, which these documents do not allow.
func present(fields map[string]json.RawMessage, name string, into any) error {
	raw, ok := fields[name]
	if !ok {
		return nil
	}
	if string(raw) == "null" {
		return errors.New(name + " must not be null")
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return errors.New(name + " has a wrong type")
	}
	return nil
}

func readArticle(r *http.Request) (*article, error) {
	var fields map[string]json.RawMessage
	if err := readJSON(r, &fields, false); err != nil {
		return nil, err
	}
	read := &article{}
	err := errors.Join(
		present(fields, "headline", &read.Headline),
		present(fields, "body", &read.Body),
		present(fields, "published", &read.Published),
		present(fields, "rating", &read.Rating),
	)
	if err != nil {
		return nil, err
	}
	if n := utf8.RuneCountInString(read.Headline); n < 3 || n > 150 {
		return nil, errors.New("headline must have 3 to 150 characters")
	}
	if rating := read.Rating; rating != nil {
		if *rating < 0 || *rating > 5 || math.Mod(*rating, 0.5) != 0 {
			return nil, errors.New("rating must be 0 to 5, in halves")
		}
	}
	return read, nil
}

func articles() http.Handler {
	var lock sync.Mutex
	all := []*article{}
	mux := http.NewServeMux()

	handle := func(pattern string, handler func(w http.ResponseWriter, r *http.Request, found *article)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
			if err != nil || id < 1 {
				problem(w, http.StatusBadRequest, "The id must be a positive integer")
				return
			}
			lock.Lock()
			defer lock.Unlock()
			if id > int64(len(all)) {
				problem(w, http.StatusNotFound, "No such article")
				return
			}
			handler(w, r, all[id-1])
		})
	}

	mux.HandleFunc("GET /articles", func(w http.ResponseWriter, r *http.Request) {
		offset, err1 := intParam(r, "offset", 0, 0, math.MaxInt)
		limit, err2 := intParam(r, "limit", 10, 1, 100)
		if err := errors.Join(err1, err2); err != nil {
			problem(w, http.StatusBadRequest, err.Error())
			return
		}
		lock.Lock()
		defer lock.Unlock()
		kept := []*article{}
		for _, each := range all {
			if !each.deleted {
				kept = append(kept, each)
			}
		}
		w.Header().Set("X-Total-Count", strconv.Itoa(len(kept)))
		if offset < len(kept) && len(kept)-offset > limit {
			next := fmt.Sprintf("</articles?offset=%d&limit=%d>; rel=\"next\"", offset+limit, limit)
			w.Header().Set("Link", next)
		}
		from := min(offset, len(kept))
		writeJSON(w, http.StatusOK, kept[from:from+min(limit, len(kept)-from)])
	})

	mux.HandleFunc("POST /articles", func(w http.ResponseWriter, r *http.Request) {
		created, err := readArticle(r)
		if err != nil {
			problem(w, http.StatusBadRequest, err.Error())
			return
		}
		lock.Lock()
		defer lock.Unlock()
		created.ID = int64(len(all) + 1)
		all = append(all, created)
		w.Header().Set("Location", fmt.Sprintf("/articles/%d", created.ID))
		writeJSON(w, http.StatusCreated, created)
	})

	handle("GET /articles/{id}", func(w http.ResponseWriter, r *http.Request, found *article) {
		if found.deleted {
			problem(w, http.StatusGone, "This article was deleted")
			return
		}
		writeJSON(w, http.StatusOK, found)
	})

	handle("DELETE /articles/{id}", func(w http.ResponseWriter, r *http.Request, found *article) {
		found.deleted = true
		w.WriteHeader(http.StatusNoContent)
	})

	handle("POST /articles/{id}/restore", func(w http.ResponseWriter, r *http.Request, found *article) {
		if !found.deleted {
			problem(w, http.StatusConflict, "This article is not deleted")
			return
		}
		found.deleted = false
		writeJSON(w, http.StatusOK, found)
	})
	return mux
}
