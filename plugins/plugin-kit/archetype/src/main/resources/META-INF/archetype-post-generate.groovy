// Leaves the files of the chosen kind, and refuses a kind that is not known.
import java.nio.file.Files
import java.nio.file.Path

def kinds = [
  'name-source': ['ExampleNames.java', 'ExampleNamesConfig.java', 'ExampleNamesTest.java', 'ExampleNamesConformanceTest.java'],
  'crypto-algorithm': ['ExampleDigest.java', 'ExampleDigestTest.java', 'ExampleDigestConformanceTest.java'],
]

def kind = request.properties.getProperty('kind')
Path project = Path.of(request.outputDirectory, request.artifactId)
if (!kinds.containsKey(kind)) {
  project.toFile().deleteDir()
  throw new IllegalArgumentException("unknown kind '${kind}'; expected one of ${kinds.keySet().join(', ')} (-Dkind=...)")
}
def unwanted = kinds.findAll { it.key != kind }.values().flatten() as Set
def files = Files.walk(project.resolve('src')).withCloseable { paths -> paths.filter { Files.isRegularFile(it) }.toList() }
files.findAll { unwanted.contains(it.fileName.toString()) }.each { Files.delete(it) }
