package io.ghostbridge.name.hosts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.names.internal.NamesComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** The sources behind the resolver that asks them in a node. */
class ResolverTest {
  @TempDir Path data;

  private static NameData hosts(HostsFormat format, String text, NameFile names) throws Exception {
    return format.read(text.getBytes(StandardCharsets.UTF_8), names.data(), 1000);
  }

  private static DnsAnswer ask(NamesComponent resolver, String name, int type) throws Exception {
    var question = new DnsQuestion(Name.fromString(name, Name.root).toWire(), type);
    DnsAnswer cached = resolver.cached(question);
    return cached == null ? resolver.answer(question) : cached;
  }

  @Test
  void whatIsAnsweredFollowsTheFile() throws Exception {
    var resolver = new NamesComponent(data, 1, 1);
    var format = new HostsFormat(Set.of("lab"), 60, 100);
    var names = new NameFile(format);
    resolver.addSource(names, Map.of());
    assertThat(ask(resolver, "a.lab", Type.A).responseCode()).isEqualTo(Rcode.SERVFAIL);

    names.replace(hosts(format, "192.0.2.1 a.lab\n192.0.2.2 b.sub.lab\n", names));
    assertThat(ask(resolver, "a.lab", Type.A).answerCount()).isEqualTo(1);
    assertThat(ask(resolver, "c.lab", Type.A).responseCode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(ask(resolver, "sub.lab", Type.A).responseCode()).isEqualTo(Rcode.NOERROR);
    assertThat(ask(resolver, "lab", Type.SOA).answerCount()).isEqualTo(1);
    assertThat(resolver.find("a.lab").orElseThrow().records().getFirst().value())
        .isEqualTo("192.0.2.1");

    names.replace(hosts(format, "192.0.2.9 c.lab\n192.0.2.7 a.lab\n", names));
    assertThat(ask(resolver, "c.lab", Type.A).answerCount()).isEqualTo(1);
    assertThat(ask(resolver, "sub.lab", Type.A).responseCode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(resolver.find("a.lab").orElseThrow().records().getFirst().value())
        .isEqualTo("192.0.2.7");

    resolver.removeSource(names);
    assertThat(ask(resolver, "a.lab", Type.A).responseCode()).isEqualTo(Rcode.REFUSED);
    resolver.close();
  }

  @Test
  void aZoneFilesWildcardsAliasesAndServicesAreAnswered() throws Exception {
    var resolver = new NamesComponent(data, 1, 1);
    var format = new ZoneFormat("office.example", 100);
    var names = new NameFile(format);
    String text =
        """
        @ 60 SOA ns1 hostmaster 1 3600 600 86400 120
        @ 60 NS ns1
        ns1 60 A 192.0.2.53
        www 60 A 192.0.2.1
        *.apps 60 CNAME www
        _imap._tcp 60 SRV 5 1 143 mail
        """;
    names.replace(format.read(text.getBytes(StandardCharsets.UTF_8), null, 1000));
    resolver.addSource(names, Map.of());
    assertThat(ask(resolver, "x.apps.office.example", Type.A).answerCount()).isEqualTo(2);
    assertThat(ask(resolver, "_imap._tcp.office.example", Type.SRV).answerCount()).isEqualTo(1);
    assertThat(ask(resolver, "office.example", Type.NS).answerCount()).isEqualTo(1);
    assertThat(ask(resolver, "absent.office.example", Type.A).responseCode())
        .isEqualTo(Rcode.NXDOMAIN);
    resolver.close();
  }
}
