package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"
)

type todo struct {
	ID       int32   `json:"id"`
	Title    string  `json:"title"`
	Done     bool    `json:"done"`
	Due      *string `json:"due"`
	Priority string  `json:"priority"`
}

type todoStore struct {
	sync.Mutex
	byID map[int32]*todo
	last int32
}

func todoError(w http.ResponseWriter, status int, message string) {
	writeJSON(w, status, map[string]string{"message": message})
}

// newTodo reads a todo as clients send it. Pointers tell null from nothing.
func newTodo(r *http.Request) (*todo, error) {
	var fields map[string]json.RawMessage
	if err := readJSON(r, &fields, false); err != nil {
		return nil, err
	}
	if fields == nil {
		return nil, fmt.Errorf("the body must be an object")
	}
	read := &todo{Priority: "normal"}
	var title *string
	if err := json.Unmarshal(fields["title"], &title); err != nil || title == nil {
		return nil, fmt.Errorf("title must be a string")
	}
	if n := utf8.RuneCountInString(*title); n < 1 || n > 120 {
		return nil, fmt.Errorf("title must have 1 to 120 characters")
	}
	read.Title = *title
	if raw, ok := fields["done"]; ok {
		var done *bool
		if err := json.Unmarshal(raw, &done); err != nil || done == nil {
			return nil, fmt.Errorf("done must be a boolean")
		}
		read.Done = *done
	}
	if raw, ok := fields["due"]; ok {
		if err := json.Unmarshal(raw, &read.Due); err != nil {
			return nil, fmt.Errorf("due must be a date or null")
		}
		if read.Due != nil {
			if _, err := time.Parse(time.DateOnly, *read.Due); err != nil {
				return nil, fmt.Errorf("due must be a date")
			}
		}
	}
	if raw, ok := fields["priority"]; ok {
		if err := json.Unmarshal(raw, &read.Priority); err != nil {
			return nil, fmt.Errorf("priority must be a string")
		}
		if !slices.Contains([]string{"low", "normal", "high"}, read.Priority) || string(raw) == "null" {
			return nil, fmt.Errorf("priority must be low, normal or high")
		}
	}
	return read, nil
}

func intParam(r *http.Request, name string, otherwise, least, most int) (int, error) {
	if !r.URL.Query().Has(name) {
		return otherwise, nil
	}
	value, err := strconv.Atoi(r.URL.Query().Get(name))
	if err != nil || value < least || value > most {
		return 0, fmt.Errorf("%s must be an integer from %d to %d", name, least, most)
	}
	return value, nil
}

func todos() http.Handler {
	store := &todoStore{byID: map[int32]*todo{}}
	mux := http.NewServeMux()

	// find answers the request itself if there is no such todo
	find := func(w http.ResponseWriter, r *http.Request) *todo {
		id, err := strconv.ParseInt(r.PathValue("id"), 10, 32)
		if err != nil || id < 1 {
			todoError(w, http.StatusBadRequest, "the id must be a positive integer")
			return nil
		}
		found := store.byID[int32(id)]
		if found == nil {
			todoError(w, http.StatusNotFound, "no such todo")
		}
		return found
	}

	mux.HandleFunc("GET /todos", func(w http.ResponseWriter, r *http.Request) {
		page, err := intParam(r, "page", 1, 1, 1<<31)
		if err != nil {
			todoError(w, http.StatusBadRequest, err.Error())
			return
		}
		size, err := intParam(r, "per_page", 20, 1, 50)
		if err != nil {
			todoError(w, http.StatusBadRequest, err.Error())
			return
		}
		done := r.URL.Query().Get("done")
		if r.URL.Query().Has("done") && done != "true" && done != "false" {
			todoError(w, http.StatusBadRequest, "done must be true or false")
			return
		}
		store.Lock()
		defer store.Unlock()
		found := []*todo{}
		for id := int32(1); id <= store.last; id++ {
			if each := store.byID[id]; each != nil && (done == "" || each.Done == (done == "true")) {
				found = append(found, each)
			}
		}
		from := min((page-1)*size, len(found))
		writeJSON(w, http.StatusOK, found[from:min(from+size, len(found))])
	})

	mux.HandleFunc("POST /todos", func(w http.ResponseWriter, r *http.Request) {
		created, err := newTodo(r)
		if err != nil {
			todoError(w, http.StatusBadRequest, err.Error())
			return
		}
		store.Lock()
		defer store.Unlock()
		store.last++
		created.ID = store.last
		store.byID[created.ID] = created
		w.Header().Set("Location", fmt.Sprintf("/todos/%d", created.ID))
		writeJSON(w, http.StatusCreated, created)
	})

	mux.HandleFunc("GET /todos/{id}", func(w http.ResponseWriter, r *http.Request) {
		store.Lock()
		defer store.Unlock()
		if found := find(w, r); found != nil {
			writeJSON(w, http.StatusOK, found)
		}
	})

	mux.HandleFunc("PUT /todos/{id}", func(w http.ResponseWriter, r *http.Request) {
		store.Lock()
		defer store.Unlock()
		found := find(w, r)
		if found == nil {
			return
		}
		changed, err := newTodo(r)
		if err != nil {
			todoError(w, http.StatusBadRequest, err.Error())
			return
		}
		changed.ID = found.ID
		store.byID[found.ID] = changed
		writeJSON(w, http.StatusOK, changed)
	})

	mux.HandleFunc("DELETE /todos/{id}", func(w http.ResponseWriter, r *http.Request) {
		store.Lock()
		defer store.Unlock()
		if found := find(w, r); found != nil {
			delete(store.byID, found.ID)
			w.WriteHeader(http.StatusNoContent)
		}
	})
	return mux
}
