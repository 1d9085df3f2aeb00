package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.it.real.Programs;

/**
 * The script {@code dsl-examples/demo/cluster} with few clients: three processes behind HAProxy, of
 * which one is stopped, and one killed, and an engine that is started again.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterDemoTest {
    private static final Path SCRIPT = Path.of("..", "dsl-examples", "demo", "cluster");

    @ParameterizedTest
    @ValueSource(strings = {"redis"})
    void what_is_lost_is_what_the_dead_node_and_the_engine_had(String engine) throws Exception {
        Programs.find("haproxy");
        Programs.find("python3");
        Programs.find(engine + "-server");
        ProcessBuilder builder =
                new ProcessBuilder("sh", SCRIPT.toString(), engine).redirectErrorStream(true);
        builder.environment().put("ROPEWALK_CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("CLIENTS", "30");
        builder.environment().put("PACE", "0.4");
        // The promise is 2 s. The machine of a build may be busy with other tests.
        builder.environment().put("BACK", "5");
        Process demo = builder.start();
        String printed;
        try {
            printed = new String(demo.getInputStream().readAllBytes(), UTF_8);
        } finally {
            demo.destroy();
            demo.waitFor(60, TimeUnit.SECONDS);
        }

        assertThat(demo.exitValue()).as(printed).isZero();
        List<String> lines = printed.lines().toList();
        assertThat(lines).as(printed).hasSizeGreaterThan(12);
        // SIGTERM: all clients of the node are told, and are back.
        String stopped = line(lines, "node2 is stopped");
        String count = stopped.replaceAll(".*: (\\d+) clients, .*", "$1");
        assertThat(stopped).contains(count + " clients, " + count + " told, " + count + " back");
        String killed = line(lines, "node3 is killed");
        String others = killed.replaceAll(".*: (\\d+) clients, .*", "$1");
        assertThat(killed).contains(others + " clients, " + others + " back");
        // Between the other nodes nothing is lost: in the beginning, at the stop and at the kill.
        assertThat(lines.stream().filter(line -> line.contains("messages expected, 0 lost")))
                .as(printed)
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(line(lines, "the engine is restarted")).contains("30 of 30 clients");
        assertThat(lines).as(printed).noneMatch(line -> line.startsWith("FAILED"));
        // What was lost while the engine was away is counted by the nodes.
        assertThat(lines.stream().filter(line -> line.contains("Messages to other nodes")))
                .as(printed)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static String line(List<String> lines, String begin) {
        return lines.stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError(begin + ": " + lines));
    }
}
