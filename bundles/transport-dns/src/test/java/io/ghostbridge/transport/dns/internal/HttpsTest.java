package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** DNS over HTTPS (RFC 8484) by HTTP/2 with Java's own client. */
final class HttpsTest {
  private static final int LIMIT_SECONDS = 60;
  private static final int ENHANCE_YOUR_CALM = 0xb;
  private static final String MEDIA_TYPE = "application/dns-message";

  @TempDir static Path data;
  private static RunningServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.start(
            data,
            ExampleZone.NAME,
            ExampleZone.text(),
            RunningServer.encrypted(new ConnectionLimits(100, 100, 10, 60_000), 100));
    client = HttpClient.newBuilder().sslContext(TlsClient.trusting(data)).build();
  }

  @AfterAll
  static void stop() {
    // An orderly end looks after its connections every three seconds only.
    client.shutdownNow();
    client.close();
    server.close();
  }

  private static URI uri(String target) {
    return URI.create("https://127.0.0.1:" + server.port("httpsPort") + target);
  }

  private static URI get(byte[] query) {
    return uri("/dns-query?dns=" + Base64.getUrlEncoder().withoutPadding().encodeToString(query));
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(LIMIT_SECONDS));
  }

  private static HttpRequest.Builder post(byte[] body) {
    return request(uri("/dns-query"))
        .header("content-type", MEDIA_TYPE)
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static byte[] query(String name, int type) throws IOException {
    return RunningServer.query(name, type).toWire();
  }

  private static String field(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void questionsAreAnsweredByGetAndByPost() throws Exception {
    byte[] query = query("big.example.test.", Type.TXT);
    for (HttpRequest.Builder each : List.of(request(get(query)), post(query))) {
      HttpResponse<byte[]> response = send(each.header("accept", MEDIA_TYPE));
      assertThat(response.version()).isEqualTo(Version.HTTP_2);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(field(response, "content-type")).isEqualTo(MEDIA_TYPE);
      assertThat(field(response, "content-length"))
          .isEqualTo(String.valueOf(response.body().length));
      assertThat(field(response, "alt-svc"))
          .isEqualTo("h3=\":" + server.port("httpsPort") + "\"; ma=86400");
      assertThat(new Message(response.body()).getSection(Section.ANSWER)).hasSize(3);
    }
  }

  @Test
  void headHasTheFieldsOfGetAndNoBody() throws Exception {
    byte[] query = query("www.example.test.", Type.A);
    HttpResponse<byte[]> get = send(request(get(query)));
    HttpResponse<byte[]> head = send(request(get(query)).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(field(head, "content-length")).isEqualTo(String.valueOf(get.body().length));
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.test.,300,NOERROR",
    "absent.example.test.,120,NXDOMAIN",
    "ns1.example.test.,300,NOERROR",
    "www.elsewhere.test.,0,REFUSED"
  })
  void aResponseMayBeKeptAsLongAsItsLeastTtl(String name, int seconds, String code)
      throws Exception {
    HttpResponse<byte[]> response = send(post(query(name, Type.A)));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Rcode.string(new Message(response.body()).getRcode())).isEqualTo(code);
    assertThat(field(response, "cache-control")).isEqualTo("max-age=" + seconds);
  }

  @Test
  void aDenialOfATypeMayBeKeptAsLongAsTheZoneSays() throws Exception {
    HttpResponse<byte[]> response = send(post(query("www.example.test.", Type.MX)));
    assertThat(field(response, "cache-control")).isEqualTo("max-age=120");
  }

  @Test
  void whatIsNoRequestOfThisKindGetsTheStatusThatSaysSo() throws Exception {
    byte[] query = query("www.example.test.", Type.A);
    byte[] response = query.clone();
    response[2] |= (byte) 0x80;
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(query);
    record Case(int status, HttpRequest.Builder request) {}
    List<Case> cases =
        List.of(
            new Case(400, request(uri("/dns-query"))),
            new Case(400, request(uri("/dns-query?dns="))),
            new Case(400, request(uri("/dns-query?name=www.example.test"))),
            new Case(400, request(uri("/dns-query?dns=***"))),
            new Case(400, request(uri("/dns-query?dns=" + encoded + "=="))),
            new Case(400, request(uri("/dns-query?dns=" + encoded + "&dns=" + encoded))),
            new Case(400, request(get(response))),
            new Case(400, post(response)),
            new Case(400, post(new byte[11])),
            new Case(400, post(new byte[0])),
            new Case(404, request(uri("/"))),
            new Case(404, request(uri("/dns-query/?dns=" + encoded))),
            new Case(405, request(uri("/dns-query")).DELETE()),
            new Case(405, request(uri("/dns-query")).PUT(BodyPublishers.ofByteArray(query))),
            new Case(406, request(get(query)).header("accept", "application/dns-json, text/html")),
            new Case(406, request(get(query)).header("accept", MEDIA_TYPE + ";q=0")),
            new Case(413, post(new byte[5000])),
            new Case(413, post(new byte[60_000])),
            new Case(414, request(get(new byte[4300]))),
            new Case(414, request(get(new byte[4100]))),
            new Case(415, request(uri("/dns-query")).POST(BodyPublishers.ofByteArray(query))),
            new Case(
                415,
                request(uri("/dns-query"))
                    .header("content-type", "application/dns-json")
                    .POST(BodyPublishers.ofByteArray(query))));
    List<String> wrong = new ArrayList<>();
    for (Case each : cases) {
      HttpResponse<byte[]> got = send(each.request());
      String text = new String(got.body(), StandardCharsets.US_ASCII);
      if (got.statusCode() != each.status() || text.isBlank()) {
        wrong.add(each + " got " + got.statusCode() + " " + text);
      }
      if (each.status() == 405) {
        assertThat(field(got, "allow")).isEqualTo("GET, HEAD, POST");
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatAcceptAllowsIsServed() throws Exception {
    byte[] query = query("www.example.test.", Type.A);
    for (String accept :
        List.of("*/*", "application/*", "text/html, application/DNS-message;q=0.5")) {
      assertThat(send(request(get(query)).header("accept", accept)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aFormatErrorOfTheDnsIsAResponse() throws Exception {
    byte[] query = query("www.example.test.", Type.A);
    query[5] = 2;
    HttpResponse<byte[]> response = send(post(query));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new Message(response.body()).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void responsesArePaddedWhereAskedAndHaveNoCookie() throws Exception {
    Message query = RunningServer.query("www.example.test.", Type.A);
    query.addRecord(
        new OPTRecord(
            1232,
            0,
            0,
            0,
            List.of(
                new GenericEDNSOption(EDNSOption.Code.PADDING, new byte[20]),
                new CookieOption(new byte[8]))),
        Section.ADDITIONAL);
    HttpResponse<byte[]> response = send(post(query.toWire()));
    assertThat(response.body()).hasSize(RunningServer.PADDING_BLOCK_BYTES);
    assertThat(new Message(response.body()).getOPT().getOptions(EDNSOption.Code.COOKIE)).isEmpty();
  }

  @Test
  void manyRequestsOfOneConnectionAreAnsweredEach() throws Exception {
    // The client opens no more streams than the server allows, and fails where it is asked to.
    int together = 90;
    for (int first = 0; first < 5 * together; first += together) {
      List<CompletableFuture<HttpResponse<byte[]>>> open = new ArrayList<>();
      for (int i = first; i < first + together; i++) {
        byte[] query = query("n" + i + ".wild.example.test.", Type.A);
        open.add(client.sendAsync(post(query).build(), BodyHandlers.ofByteArray()));
      }
      for (int i = 0; i < together; i++) {
        HttpResponse<byte[]> response = open.get(i).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(RunningServer.summary(new Message(response.body())))
            .isEqualTo("NOERROR\na n" + (first + i) + ".wild.example.test. A 192.0.2.99");
      }
    }
  }

  @Test
  void aHeaderSectionBeyondTheLimitIsRefusedAndTheConnectionGoesOn() throws Exception {
    byte[] query = query("www.example.test.", Type.A);
    try {
      var refused = send(request(get(query)).header("x-bomb", "b".repeat(20_000)));
      assertThat(refused.statusCode()).isEqualTo(431);
    } catch (IOException e) {
      // The stream is reset behind the answer, and the client may look at that first.
      assertThat(e).hasMessageContaining("RST_STREAM");
    }
    assertThat(send(request(get(query))).statusCode()).isEqualTo(200);
  }

  @Test
  void whoDoesNotSpeakHttp2IsDisconnected() throws Exception {
    try (HttpClient old =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .sslContext(TlsClient.trusting(data))
            .build()) {
      HttpRequest request = request(get(query("www.example.test.", Type.A))).build();
      assertThatThrownBy(() -> old.send(request, BodyHandlers.ofByteArray()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aConnectionWithoutAWholeRequestIsClosedAfterTheIdleTime(@TempDir Path other)
      throws Exception {
    DnsServerSettings settings =
        RunningServer.encrypted(new ConnectionLimits(100, 100, 10, 200), 10);
    try (var impatient =
            RunningServer.start(other, ExampleZone.NAME, ExampleZone.text(), settings);
        var silent = new TlsClient(TlsClient.trusting(other), impatient.port("httpsPort"), "h2")) {
      silent.socket().setSoTimeout(LIMIT_SECONDS * 1000);
      silent
          .socket()
          .getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      silent.socket().getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
      // Its settings, perhaps a GOAWAY, and the end.
      silent.socket().getInputStream().readAllBytes();
      assertThat(impatient.server().snapshot().queries()).isZero();
    }
  }

  /** Headers of a request without an end. */
  private static byte[] requestHeaders() throws IOException {
    var block = new ByteArrayOutputStream();
    block.write(new byte[] {(byte) 0x82, (byte) 0x87, 0x44, 10});
    block.write("/dns-query".getBytes(StandardCharsets.US_ASCII));
    block.write(new byte[] {0x41, 9});
    block.write("localhost".getBytes(StandardCharsets.US_ASCII));
    return block.toByteArray();
  }

  private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.writeShort(payload.length >> 8);
    out.write(payload.length);
    out.write(type);
    out.write(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  /** The error code of the last GOAWAY frame until the connection ends; -1 if none arrives. */
  private static int goAwayCode(DataInputStream in) throws IOException {
    int code = -1;
    try {
      while (true) {
        byte[] payload = new byte[(in.readUnsignedShort() << 8) | in.readUnsignedByte()];
        int type = in.readUnsignedByte();
        in.skipNBytes(5);
        in.readFully(payload);
        if (type == 7) {
          code = ByteBuffer.wrap(payload).getInt(4);
        }
      }
    } catch (IOException e) {
      // Its end, or a reset where the server has not read all.
      return code;
    }
  }

  @Test
  void whoOpensAndResetsStreamsWithoutEndIsSentAway() throws Exception {
    try (var flooding = new TlsClient(TlsClient.trusting(data), server.port("httpsPort"), "h2")) {
      var out = new DataOutputStream(flooding.socket().getOutputStream());
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      frame(out, 4, 0, 0, new byte[0]);
      byte[] headers = requestHeaders();
      for (int stream = 1; stream < 600; stream += 2) {
        frame(out, 1, 4, stream, headers);
        frame(out, 3, 0, stream, new byte[] {0, 0, 0, 8});
      }
      out.flush();
      assertThat(goAwayCode(new DataInputStream(flooding.socket().getInputStream())))
          .isIn(ENHANCE_YOUR_CALM, -1);
    }
    assertThat(send(post(query("www.example.test.", Type.A))).statusCode()).isEqualTo(200);
  }
}
