package main

import (
	"math"
	"net/http"
	"strconv"
)

type wind struct {
	Speed float64 `json:"speed"`
	Deg   int     `json:"deg"`
}

type report struct {
	Temp        float64 `json:"temp"`
	Humidity    int     `json:"humidity"`
	Description string  `json:"description"`
	Wind        *wind   `json:"wind,omitempty"`
}

const weatherKey = "0123456789abcdef"

func weatherError(w http.ResponseWriter, status int, message string) {
	writeJSON(w, status, map[string]any{"cod": status, "message": message})
}

func degrees(r *http.Request, name string, most float64) (float64, bool) {
	value, err := strconv.ParseFloat(r.URL.Query().Get(name), 64)
	return value, err == nil && math.Abs(value) <= most
}

func weather() http.Handler {
	mux := http.NewServeMux()

	mux.HandleFunc("GET /data/2.5/weather", func(w http.ResponseWriter, r *http.Request) {
		lat, okLat := degrees(r, "lat", 90)
		lon, okLon := degrees(r, "lon", 180)
		if !okLat || !okLon {
			weatherError(w, http.StatusBadRequest, "lat and lon are required")
			return
		}
		kelvin := 288 - math.Abs(lat)/3 + math.Mod(math.Abs(lon), 3)
		temp := kelvin
		if r.URL.Query().Has("units") {
			switch r.URL.Query().Get("units") {
			case "standard":
			case "metric":
				temp = kelvin - 273.15
			case "imperial":
				temp = (kelvin-273.15)*9/5 + 32
			default:
				weatherError(w, http.StatusBadRequest, "unknown units")
				return
			}
		}
		writeJSON(w, http.StatusOK, report{temp, 60, "few clouds", &wind{3.2, 240}})
	})

	mux.HandleFunc("GET /data/2.5/forecast/{city}", func(w http.ResponseWriter, r *http.Request) {
		city := r.PathValue("city")
		if city != "berlin" && city != "lagos" && city != "lima" {
			weatherError(w, http.StatusNotFound, "city not found")
			return
		}
		days, err := intParam(r, "days", 3, 1, 7)
		if err != nil {
			weatherError(w, http.StatusBadRequest, err.Error())
			return
		}
		reports := make([]report, days)
		for i := range reports {
			reports[i] = report{280 + float64(i), 70 - i, "light rain", nil}
		}
		w.Header().Set("Cache-Control", "max-age=600")
		writeJSON(w, http.StatusOK, map[string]any{"city": city, "days": reports})
	})

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("appid") != weatherKey {
			weatherError(w, http.StatusUnauthorized, "Invalid API key")
			return
		}
		mux.ServeHTTP(w, r)
	})
}
