// gRPC over HTTP/3 with quic-go. Usage: quicgo HOST:PORT unary|stream|migrate|early
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

	"github.com/quic-go/qpack"
	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"
	"github.com/quic-go/quic-go/quicvarint"
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

// is expects one message.
func is(expected []byte) func(int, []byte) error {
	return func(number int, message []byte) error {
		if number != 0 || !bytes.Equal(message, expected) {
			return fmt.Errorf("%d bytes came back for %d", len(message), len(expected))
		}
		return nil
	}
}

const (
	dataFrame    = 0
	headersFrame = 1
)

func frame(kind uint64, payload []byte) []byte {
	return append(quicvarint.Append(quicvarint.Append(nil, kind), uint64(len(payload))), payload...)
}

// requestFrames makes a call's frames here: package http3 waits for the handshake with each POST.
func requestFrames(server, method string, message []byte) []byte {
	var section bytes.Buffer
	encoder := qpack.NewEncoder(&section)
	for _, field := range []qpack.HeaderField{
		{Name: ":method", Value: "POST"},
		{Name: ":scheme", Value: "https"},
		{Name: ":authority", Value: server},
		{Name: ":path", Value: "/test.Echo/" + method},
		{Name: "content-type", Value: "application/grpc"},
		{Name: "te", Value: "trailers"},
	} {
		encoder.WriteField(field)
	}
	return append(frame(headersFrame, section.Bytes()), frame(dataFrame, framed(message))...)
}

// readFrames expects one message and the status 0.
func readFrames(stream io.Reader, message []byte) error {
	var body bytes.Buffer
	status := ""
	in := quicvarint.NewReader(stream)
	for {
		kind, err := quicvarint.Read(in)
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		length, err := quicvarint.Read(in)
		if err != nil {
			return err
		}
		payload := make([]byte, length)
		if _, err := io.ReadFull(in, payload); err != nil {
			return err
		}
		switch kind {
		case dataFrame:
			body.Write(payload)
		case headersFrame:
			decode := qpack.NewDecoder().Decode(payload)
			for field, err := decode(); err != io.EOF; field, err = decode() {
				if err != nil {
					return err
				}
				if field.Name == "grpc-status" {
					status = field.Value
				}
			}
		}
	}
	if status != "0" {
		return fmt.Errorf("grpc-status %q", status)
	}
	answer, err := next(&body)
	if err != nil {
		return err
	}
	return is(message)(0, answer)
}

// early calls once for a ticket, then with the first packets.
func early(ctx context.Context, transport *quic.Transport, address net.Addr, server string, tlsConfig *tls.Config) error {
	tlsConfig.ServerName = "localhost"
	tlsConfig.ClientSessionCache = tls.NewLRUClientSessionCache(1)
	first, err := transport.Dial(ctx, address, tlsConfig, &quic.Config{})
	if err != nil {
		return err
	}
	message := []byte("a")
	err = call((&http3.Transport{}).NewClientConn(first), server, "Unary", message, is(message))
	first.CloseWithError(0x100, "")
	if err != nil {
		return err
	}
	second, err := transport.DialEarly(ctx, address, tlsConfig, &quic.Config{})
	if err != nil {
		return err
	}
	defer second.CloseWithError(0x100, "")
	// It opens the control stream.
	(&http3.Transport{}).NewClientConn(second)
	var streams []*quic.Stream
	for _, method := range []string{"Read", "Unary"} {
		stream, err := second.OpenStreamSync(ctx)
		if err != nil {
			return err
		}
		if _, err := stream.Write(requestFrames(server, method, message)); err != nil {
			return err
		}
		if err := stream.Close(); err != nil {
			return err
		}
		streams = append(streams, stream)
	}
	for _, stream := range streams {
		if err := readFrames(stream, message); err != nil {
			return err
		}
	}
	if !second.ConnectionState().Used0RTT {
		return fmt.Errorf("early data was refused")
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
	if what == "early" {
		return "two early calls", early(context, transport, address, server, tlsConfig)
	}
	connection, err := transport.Dial(context, address, tlsConfig, &quic.Config{})
	if err != nil {
		return "", err
	}
	client := (&http3.Transport{}).NewClientConn(connection)
	defer connection.CloseWithError(0x100, "")

	if what == "unary" {
		for _, length := range []int{0, 1, 1000, 1000000} {
			message := bytes.Repeat([]byte("x"), length)
			if err := call(client, server, "Unary", message, is(message)); err != nil {
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
