package main

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

type item struct {
	XMLName  xml.Name `xml:"item" json:"-"`
	SKU      string   `xml:"sku,attr" json:"sku"`
	Name     string   `xml:"name" json:"name"`
	Price    float64  `xml:"price" json:"price"`
	category string
}

var stockItems = []item{
	{SKU: "HAM-0001", Name: "Hammer & nails", Price: 19.9, category: "tools"},
	{SKU: "KIT-0002", Name: "Kite", Price: 12, category: "toys"},
}

var skuPattern = regexp.MustCompile(`^[A-Z]{3}-[0-9]{4}$`)

func writeXML(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	fmt.Fprint(w, xml.Header)
	xml.NewEncoder(w).Encode(value)
}

func catalog() http.Handler {
	mux := http.NewServeMux()

	mux.HandleFunc("GET /items.xml", func(w http.ResponseWriter, r *http.Request) {
		category := r.URL.Query().Get("category")
		if r.URL.Query().Has("category") && category != "tools" && category != "toys" {
			http.Error(w, "unknown category", http.StatusBadRequest)
			return
		}
		var list struct {
			XMLName xml.Name `xml:"items"`
			Items   []item
		}
		for _, each := range stockItems {
			if category == "" || each.category == category {
				list.Items = append(list.Items, each)
			}
		}
		writeXML(w, list)
	})

	mux.HandleFunc("GET /items.csv", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
		rows := csv.NewWriter(w)
		rows.Write([]string{"sku", "name", "price"})
		for _, each := range stockItems {
			rows.Write([]string{each.SKU, each.Name, fmt.Sprint(each.Price)})
		}
		rows.Flush()
	})

	mux.HandleFunc("GET /items/{sku}", func(w http.ResponseWriter, r *http.Request) {
		sku := r.PathValue("sku")
		if !skuPattern.MatchString(sku) {
			http.Error(w, "invalid sku", http.StatusBadRequest)
			return
		}
		for _, each := range stockItems {
			if each.SKU != sku {
				continue
			}
			w.Header().Set("Vary", "Accept")
			if strings.HasPrefix(r.Header.Get("Accept"), "application/xml") {
				writeXML(w, each)
			} else {
				writeJSON(w, http.StatusOK, each)
			}
			return
		}
		w.WriteHeader(http.StatusNotFound)
	})

	mux.HandleFunc("GET /status", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, "OK")
	})
	return mux
}
