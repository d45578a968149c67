// Usage: honest <name>   It serves one of the handlers below, and prints its address.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
)

var servers = map[string]func() http.Handler{
	"articles": articles,
	"blobs":    blobs,
	"catalog":  catalog,
	"notes":    notes,
	"payments": payments,
	"todos":    todos,
	"weather":  weather,
}

func main() {
	start, ok := servers[os.Args[1]]
	if !ok {
		log.Fatalf("no server %q", os.Args[1])
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("http://%s\n", listener.Addr())
	log.Fatal(http.Serve(listener, start()))
}
