package ${package};

import io.ghostbridge.plugin.conformance.DigestConformance;

/** What every digest must do, tried on the signed jar inside a container. */
class ExampleDigestConformanceTest extends DigestConformance {}
