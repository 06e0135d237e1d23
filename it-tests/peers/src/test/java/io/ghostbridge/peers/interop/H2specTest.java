package io.ghostbridge.peers.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.peers.Command;
import io.ghostbridge.peers.GoTool;
import io.ghostbridge.peers.VisibleSkip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every case of h2spec, the strict ones too: RFC 9113's framing and RFC 7541's compression. */
class H2specTest {
  /** As many as this version has; a suite that was cut short is no pass. */
  private static final int CASES = 146;

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> everyCasePasses() throws Exception {
    return VisibleSkip.of("h2spec", this::tests);
  }

  private Stream<DynamicTest> tests() throws Exception {
    Command h2spec = GoTool.H2SPEC.command();
    Path report = directory.resolve("report.xml");
    Command.Output output;
    try (GhostBridgeServer server = new GhostBridgeServer()) {
      output =
          h2spec.run(
              "--strict",
              "--host=127.0.0.1",
              "--port=" + server.port(),
              "--path=/grpc.testing.TestService/EmptyCall",
              "--junit-report=" + report);
    }
    List<Element> cases = cases(report);
    assertThat(cases).as(output.toString()).hasSize(CASES);
    return cases.stream().map(H2specTest::test);
  }

  private static List<Element> cases(Path report) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    NodeList nodes = document.getElementsByTagName("testcase");
    List<Element> cases = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      cases.add((Element) nodes.item(i));
    }
    return cases;
  }

  private static DynamicTest test(Element testCase) {
    String name = testCase.getAttribute("package") + ": " + testCase.getAttribute("classname");
    return DynamicTest.dynamicTest(
        name,
        () -> {
          // A child is a failure, an error or a case that was left out.
          boolean passed = testCase.getElementsByTagName("*").getLength() == 0;
          assertThat(passed).as(name + "\n" + testCase.getTextContent().strip()).isTrue();
        });
  }
}
