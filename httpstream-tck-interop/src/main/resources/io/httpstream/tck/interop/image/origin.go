// The server behind the others: it tells what has reached it, and sends bytes that are known. It is also
// the real net/http and mime/multipart of Go, and is asked directly as such.
package main

import (
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == "payload" {
		io.Copy(os.Stdout, &payload{size: number(os.Args[2])})
		return
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/digest", digest)
	mux.HandleFunc("/progress", progress)
	mux.HandleFunc("/form", form)
	mux.HandleFunc("/fields", fields)
	mux.HandleFunc("/payload/", sized)
	mux.HandleFunc("/streamed/", streamed)
	mux.HandleFunc("/half/", half)
	mux.HandleFunc("/gate/", gate)
	mux.HandleFunc("/open/", open)
	mux.HandleFunc("/status/", status)
	mux.HandleFunc("/refuse", refuse)
	mux.HandleFunc("/silent", silent)
	// Servers that serve files too hand on what begins with /o, and not all of them can take that away.
	all := http.NewServeMux()
	all.Handle("/o/", http.StripPrefix("/o", mux))
	all.Handle("/", mux)
	go func() {
		server := &http.Server{Addr: ":9443", Handler: all,
			TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){}}
		log.Fatal(server.ListenAndServeTLS("/tls/cert.pem", "/tls/key.pem"))
	}()
	log.Fatal(http.ListenAndServe(":9000", all))
}

// payload is what the TCK calls so: a multiplicative hash of each byte's position.
type payload struct {
	size, at int64
}

func (p *payload) Read(target []byte) (int, error) {
	if p.at >= p.size {
		return 0, io.EOF
	}
	n := int64(len(target))
	if n > p.size-p.at {
		n = p.size - p.at
	}
	for i := int64(0); i < n; i++ {
		target[i] = byte(uint64(p.at+i) * 0x9E3779B97F4A7C15 >> 56)
	}
	p.at += n
	return int(n), nil
}

func (p *payload) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += p.at
	case io.SeekEnd:
		offset += p.size
	}
	if offset < 0 {
		return 0, errors.New("before the beginning")
	}
	p.at = offset
	return offset, nil
}

func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	return n
}

func last(r *http.Request) string {
	return r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
}

// How much of the bodies that have an id has come.
var (
	seenLock sync.Mutex
	seen     = map[string]int64{}
)

// counter puts down what passes, by the request's id.
type counter struct {
	id string
	in io.Reader
}

func (c counter) Read(target []byte) (int, error) {
	n, err := c.in.Read(target)
	if c.id != "" {
		seenLock.Lock()
		seen[c.id] += int64(n)
		seenLock.Unlock()
	}
	return n, err
}

func progress(w http.ResponseWriter, r *http.Request) {
	seenLock.Lock()
	defer seenLock.Unlock()
	fmt.Fprint(w, seen[r.URL.Query().Get("id")])
}

func digest(w http.ResponseWriter, r *http.Request) {
	hash := sha256.New()
	n, err := io.Copy(hash, counter{r.URL.Query().Get("id"), r.Body})
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	framing := "none"
	if len(r.TransferEncoding) > 0 {
		framing = strings.Join(r.TransferEncoding, " and ")
	} else if r.ContentLength > 0 {
		framing = "length"
	}
	fmt.Fprintf(w, "%s %s %d %x\n", r.Method, framing, n, hash.Sum(nil))
}

// form answers with a line for each part: name, file name, type, length and hash, texts in hexadecimal digits.
func form(w http.ResponseWriter, r *http.Request) {
	reader, err := r.MultipartReader()
	if err != nil {
		http.Error(w, err.Error(), 400)
		return
	}
	var lines strings.Builder
	for {
		part, err := reader.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		hash := sha256.New()
		n, err := io.Copy(hash, part)
		if err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		fmt.Fprintf(&lines, "%s %s %s %d %x\n", text(part.FormName()), text(part.FileName()),
			text(part.Header.Get("Content-Type")), n, hash.Sum(nil))
	}
	io.WriteString(w, lines.String())
}

func text(value string) string {
	if value == "" {
		return "-"
	}
	return hex.EncodeToString([]byte(value))
}

// fields answers with the request line and the fields, sorted.
func fields(w http.ResponseWriter, r *http.Request) {
	lines := []string{}
	for name, values := range r.Header {
		for _, value := range values {
			lines = append(lines, name+": "+value)
		}
	}
	sort.Strings(lines)
	fmt.Fprintf(w, "%s %s\n%s\n", r.Method, r.RequestURI, strings.Join(lines, "\n"))
}

// sized has a length and a tag, and knows ranges, HEAD and conditions.
func sized(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", `"`+last(r)+`"`)
	w.Header().Set("Cache-Control", "max-age=600")
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(w, r, "", time.Time{}, &payload{size: number(last(r))})
}

func streamed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/octet-stream")
	w.(http.Flusher).Flush()
	io.Copy(w, &payload{size: number(last(r))})
}

// half sends half of what it has announced, and then nothing.
func half(w http.ResponseWriter, r *http.Request) {
	size := number(last(r))
	w.Header().Set("Content-Length", last(r))
	io.Copy(w, &payload{size: size / 2})
	w.(http.Flusher).Flush()
	<-r.Context().Done()
}

// Gates that somebody waits at, by their ids.
var (
	gatesLock sync.Mutex
	gates     = map[string]chan struct{}{}
)

func gateOf(id string) chan struct{} {
	gatesLock.Lock()
	defer gatesLock.Unlock()
	if gates[id] == nil {
		gates[id] = make(chan struct{})
	}
	return gates[id]
}

// gate sends a line, and a second one when its gate has been opened.
func gate(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, "one\n")
	w.(http.Flusher).Flush()
	select {
	case <-gateOf(last(r)):
		io.WriteString(w, "two\n")
	case <-r.Context().Done():
	}
}

func open(w http.ResponseWriter, r *http.Request) {
	close(gateOf(last(r)))
}

func status(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(int(number(last(r))))
}

// refuse answers before it has read anything.
func refuse(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(413)
	io.WriteString(w, "too much")
}

func silent(w http.ResponseWriter, r *http.Request) {
	<-r.Context().Done()
}
