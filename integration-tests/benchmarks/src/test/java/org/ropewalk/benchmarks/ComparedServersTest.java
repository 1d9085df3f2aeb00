package org.ropewalk.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A server that does not speak the protocol is not worth measuring. */
class ComparedServersTest {
    @TestFactory
    List<DynamicTest> every_server_speaks_the_whole_protocol() {
        return Subject.all(Path.of(System.getProperty("java.home"))).stream()
                .map(
                        subject ->
                                DynamicTest.dynamicTest(
                                        subject.name(),
                                        () -> {
                                            try (Server server =
                                                    Server.start(subject, null, Options.FLAGS)) {
                                                server.check();
                                            }
                                        }))
                .toList();
    }
}
