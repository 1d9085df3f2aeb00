package org.ropewalk.examples.beanstalkd;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.ropewalk.examples.value.Yaml;

/** What {@code stats} tells of the process, in beanstalkd's order. */
final class Process {
    private static final String VERSION = "1.12";

    /** beanstalkd's default; nothing is written to a log here. */
    private static final int BINLOG_MAX_SIZE = 10_485_760;

    private static final String ID =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    private Process() {}

    static void addTo(Map<String, Object> entries, long uptimeSeconds) {
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        entries.put("pid", ProcessHandle.current().pid());
        entries.put("version", Yaml.quoted(VERSION));
        entries.put("rusage-utime", Yaml.seconds(cpu));
        entries.put("rusage-stime", Yaml.seconds(Duration.ZERO));
        entries.put("uptime", uptimeSeconds);
        entries.put("binlog-oldest-index", 0);
        entries.put("binlog-current-index", 0);
        entries.put("binlog-records-migrated", 0);
        entries.put("binlog-records-written", 0);
        entries.put("binlog-max-size", BINLOG_MAX_SIZE);
        entries.put("draining", false);
        entries.put("id", ID);
        entries.put("hostname", Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost"));
        entries.put("os", System.getProperty("os.version"));
        entries.put("platform", System.getProperty("os.arch"));
    }
}
