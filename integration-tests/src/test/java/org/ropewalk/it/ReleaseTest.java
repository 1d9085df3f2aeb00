package org.ropewalk.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What {@code .ci/release} has deployed, twice, into the folder {@code ropewalk.release}, is what
 * Maven Central asks for.
 */
@EnabledIfSystemProperty(named = "ropewalk.release", matches = ".+")
class ReleaseTest {
    private static final Path RELEASE = Path.of(System.getProperty("ropewalk.release", "."));
    private static final List<String> ARTIFACTS =
            List.of("ropewalk-bom", "ropewalk-parent", "ropewalk-processor", "ropewalk-runtime");
    private static final List<String> JARS = List.of("ropewalk-processor", "ropewalk-runtime");

    /** The files of an artifact by what follows its version, without checksums and metadata. */
    private static Map<String, Path> files(String round, String artifact) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        Path folder = RELEASE.resolve(round).resolve("org/ropewalk").resolve(artifact);
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*(metadata.*|md5|sha1|sha\\d+)"))
                    .forEach(file -> files.put(ending(file), file));
        }
        return files;
    }

    private static String ending(Path file) {
        return file.getFileName()
                .toString()
                .replaceFirst("^ropewalk-[a-z]+-[0-9.]+(-SNAPSHOT|-[0-9.]+-[0-9]+)?[-.]", "");
    }

    private static Document pom(String artifact) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(files("first", artifact).get("pom").toFile());
    }

    private static boolean has(Document pom, String element) {
        for (Node node = pom.getDocumentElement().getFirstChild();
                node != null;
                node = node.getNextSibling()) {
            if (node.getNodeName().equals(element)) {
                return !node.getTextContent().isBlank();
            }
        }
        return false;
    }

    @Test
    void onlyWhatIsForUsersIsReleased() throws IOException {
        try (Stream<Path> artifacts = Files.list(RELEASE.resolve("first/org/ropewalk"))) {
            assertThat(artifacts.map(each -> each.getFileName().toString()).sorted())
                    .isEqualTo(ARTIFACTS);
        }
        for (String artifact : JARS) {
            assertThat(files("first", artifact))
                    .containsOnlyKeys(
                            "cyclonedx.json",
                            "cyclonedx.xml",
                            "jar",
                            "javadoc.jar",
                            "pom",
                            "sources.jar");
        }
    }

    @Test
    void thePomsHaveWhatCentralAsksFor() throws Exception {
        for (String artifact : List.of("ropewalk-bom", "ropewalk-parent")) {
            Document pom = pom(artifact);
            for (String element :
                    List.of("name", "description", "url", "licenses", "developers", "scm")) {
                assertThat(has(pom, element)).as(artifact + " " + element).isTrue();
            }
        }
        for (String artifact : JARS) {
            Document pom = pom(artifact);
            assertThat(has(pom, "name") && has(pom, "description")).as(artifact).isTrue();
        }
    }

    @Test
    void theProcessorBringsNoDependency() throws Exception {
        NodeList dependencies = pom("ropewalk-processor").getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            String dependency = dependencies.item(i).getTextContent();
            assertThat(dependency).containsPattern("provided|test");
        }
        String sbom = Files.readString(files("first", "ropewalk-processor").get("cyclonedx.json"));
        assertThat(sbom).contains("com.palantir.javapoet");
    }

    @Test
    void theJarsHaveLicenceNoticeAndNames() throws IOException {
        try (JarFile runtime = new JarFile(files("first", "ropewalk-runtime").get("jar").toFile());
                JarFile processor =
                        new JarFile(files("first", "ropewalk-processor").get("jar").toFile())) {
            assertThat(runtime.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(runtime.getEntry("module-info.class")).isNotNull();
            Attributes headers = runtime.getManifest().getMainAttributes();
            assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("org.ropewalk");
            assertThat(headers.getValue("Implementation-Version")).isNotBlank();
            assertThat(headers.getValue("Export-Package"))
                    .contains("org.ropewalk.annotation;", "org.ropewalk.server;")
                    .doesNotContain("org.ropewalk.loop");
            assertThat(headers.getValue("Multi-Release")).isEqualTo("true");
            assertThat(
                            runtime.getEntry(
                                    "META-INF/versions/22/org/ropewalk/uring/UringNetworks.class"))
                    .as("the classes for io_uring: release with JDK 22 or later")
                    .isNotNull();
            assertThat(processor.getEntry("META-INF/LICENSE")).isNotNull();
            try (InputStream notice =
                    processor.getInputStream(processor.getEntry("META-INF/NOTICE"))) {
                assertThat(new String(notice.readAllBytes())).contains("JavaPoet");
            }
            assertThat(
                            processor
                                    .getManifest()
                                    .getMainAttributes()
                                    .getValue("Automatic-Module-Name"))
                    .isEqualTo("org.ropewalk.processor");
        }
    }

    @Test
    void twoBuildsAreTheSameBytes() throws Exception {
        for (String artifact : JARS) {
            Map<String, Path> second = files("second", artifact);
            for (Map.Entry<String, Path> file : files("first", artifact).entrySet()) {
                assertThat(hash(second.get(file.getKey())))
                        .as(artifact + " " + file.getKey())
                        .isEqualTo(hash(file.getValue()));
            }
        }
    }

    private static String hash(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return new BigInteger(1, digest).toString(16);
    }
}
