// gRPC over HTTP/3 with quic-go. Usage: quicgo HOST:PORT unary|stream|migrate
//
// Prints one line, "ok ..." or "not ok ...".
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"
)

func framed(message []byte) []byte {
	head := make([]byte, 5, 5+len(message))
	binary.BigEndian.PutUint32(head[1:], uint32(len(message)))
	return append(head, message...)
}

func next(body io.Reader) ([]byte, error) {
	head := make([]byte, 5)
	if _, err := io.ReadFull(body, head); err != nil {
		return nil, err
	}
	message := make([]byte, binary.BigEndian.Uint32(head[1:]))
	_, err := io.ReadFull(body, message)
	return message, err
}

// call sends a request and hands each message of the answer to received.
func call(client http.RoundTripper, server, method string, message []byte, received func(int, []byte) error) error {
	request, err := http.NewRequest("POST", "https://"+server+"/test.Echo/"+method, bytes.NewReader(framed(message)))
	if err != nil {
		return err
	}
	request.Header.Set("content-type", "application/grpc")
	request.Header.Set("te", "trailers")
	response, err := client.RoundTrip(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	for count := 0; ; count++ {
		answer, err := next(response.Body)
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if err := received(count, answer); err != nil {
			return err
		}
	}
	status := response.Trailer.Get("grpc-status")
	if status == "" {
		status = response.Header.Get("grpc-status")
	}
	if status != "0" {
		return fmt.Errorf("grpc-status %q", status)
	}
	return nil
}

func run(server, what string) (string, error) {
	tlsConfig := &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"h3"}}
	address, err := net.ResolveUDPAddr("udp", server)
	if err != nil {
		return "", err
	}
	first, err := net.ListenUDP("udp", nil)
	if err != nil {
		return "", err
	}
	context, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	transport := &quic.Transport{Conn: first}
	connection, err := transport.Dial(context, address, tlsConfig, &quic.Config{})
	if err != nil {
		return "", err
	}
	client := (&http3.Transport{}).NewClientConn(connection)
	defer connection.CloseWithError(0x100, "")

	if what == "unary" {
		for _, length := range []int{0, 1, 1000, 1000000} {
			message := bytes.Repeat([]byte("x"), length)
			err := call(client, server, "Unary", message, func(_ int, answer []byte) error {
				if !bytes.Equal(answer, message) {
					return fmt.Errorf("%d bytes came back for %d", len(answer), length)
				}
				return nil
			})
			if err != nil {
				return "", fmt.Errorf("%d bytes: %w", length, err)
			}
		}
		return "four unary calls", nil
	}
	count := 0
	err = call(client, server, "Repeat", bytes.Repeat([]byte("y"), 1000), func(number int, answer []byte) error {
		count++
		if number == 5 && what == "migrate" {
			second, err := net.ListenUDP("udp", nil)
			if err != nil {
				return err
			}
			path, err := connection.AddPath(&quic.Transport{Conn: second})
			if err != nil {
				return err
			}
			if err := path.Probe(context); err != nil {
				return fmt.Errorf("probing the new path: %w", err)
			}
			return path.Switch()
		}
		return nil
	})
	if err == nil && count != 50 {
		err = fmt.Errorf("%d messages", count)
	}
	return "fifty messages", err
}

func main() {
	said, err := run(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Println("not ok", os.Args[2], err)
		os.Exit(1)
	}
	fmt.Println("ok", os.Args[2], said)
}
