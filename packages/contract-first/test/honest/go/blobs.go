package main

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"sync"
	"time"
)

type blob struct {
	content []byte
	changed time.Time
}

var namePattern = regexp.MustCompile(`^[a-z0-9_.-]{1,64}$`)

func blobs() http.Handler {
	var lock sync.RWMutex
	stored := map[string]blob{"readme.txt": {[]byte("Hello, blobs!\n"), time.Now()}}
	mux := http.NewServeMux()

	handle := func(pattern string, handler func(w http.ResponseWriter, r *http.Request, name string)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			name := r.PathValue("name")
			if !namePattern.MatchString(name) {
				http.Error(w, "invalid name", http.StatusBadRequest)
				return
			}
			handler(w, r, name)
		})
	}

	handle("PUT /blobs/{name}", func(w http.ResponseWriter, r *http.Request, name string) {
		if r.ContentLength == 0 {
			http.Error(w, "a body is required", http.StatusBadRequest)
			return
		}
		content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			http.Error(w, "the body cannot be read", http.StatusBadRequest)
			return
		}
		lock.Lock()
		defer lock.Unlock()
		_, existed := stored[name]
		stored[name] = blob{content, time.Now()}
		if existed {
			w.WriteHeader(http.StatusNoContent)
		} else {
			w.WriteHeader(http.StatusCreated)
		}
	})

	// net/http serves HEAD by it as well, and ServeContent answers ranges.
	handle("GET /blobs/{name}", func(w http.ResponseWriter, r *http.Request, name string) {
		lock.RLock()
		found, ok := stored[name]
		lock.RUnlock()
		if !ok {
			http.Error(w, "no such blob", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/octet-stream")
		http.ServeContent(w, r, "", found.changed, bytes.NewReader(found.content))
	})

	handle("DELETE /blobs/{name}", func(w http.ResponseWriter, r *http.Request, name string) {
		lock.Lock()
		defer lock.Unlock()
		delete(stored, name)
		w.WriteHeader(http.StatusNoContent)
	})
	return mux
}
