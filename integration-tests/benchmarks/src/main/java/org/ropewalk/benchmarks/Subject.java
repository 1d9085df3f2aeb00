package org.ropewalk.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server that is measured: how it is started, and what it is sent for a ping.
 *
 * @param jdk the JDK on which it runs, or null if it is no Java program
 * @param keyValue whether it speaks get and set, beside the ping
 */
record Subject(
        String name,
        String description,
        Path jdk,
        List<String> program,
        String ping,
        String pong,
        boolean keyValue) {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    /** Everything that can be measured on this machine, ours first. */
    static List<Subject> all(Path jdk) {
        List<Subject> all = new ArrayList<>();
        all.add(java("ropewalk-bytes", "generated, arguments borrowed from the line", jdk));
        all.add(java("ropewalk-strings", "generated, String arguments", jdk));
        all.add(java("nio-minimal", "written by hand on a selector, for this protocol", jdk));
        all.add(java("netty-optimised", "Netty, parsing ByteBuf, one flush a read", jdk));
        all.add(java("netty-idiomatic", "Netty, LineBasedFrameDecoder and String codecs", jdk));
        Machine.jdkFrom(FIRST_WITH_VIRTUAL_THREADS, jdk)
                .ifPresent(
                        home ->
                                all.add(
                                        java(
                                                "virtual-threads",
                                                "BufferedReader, a virtual thread a connection",
                                                home)));
        all.add(java("platform-threads", "BufferedReader, a thread a connection", jdk));
        installed("memcached")
                .ifPresent(
                        path ->
                                all.add(
                                        new Subject(
                                                "memcached",
                                                "memcached, one thread",
                                                null,
                                                List.of(
                                                        path,
                                                        "-u",
                                                        "root",
                                                        "-l",
                                                        "127.0.0.1",
                                                        "-p",
                                                        "PORT",
                                                        "-U",
                                                        "0",
                                                        "-t",
                                                        "1",
                                                        "-c",
                                                        "16384"),
                                                "mn",
                                                "MN",
                                                true)));
        redisServer().ifPresent(all::add);
        return all;
    }

    /** A server that {@link Host} runs. */
    static Subject java(String name, String description, Path jdk) {
        return new Subject(name, description, jdk, List.of(name, "PORT"), "PING", "PONG", true);
    }

    /** {@code redis-server} without persistence, if it is installed. */
    static Optional<Subject> redisServer() {
        return installed("redis-server")
                .map(
                        path ->
                                new Subject(
                                        "redis",
                                        "redis (ping only)",
                                        null,
                                        List.of(
                                                path,
                                                "--port",
                                                "PORT",
                                                "--bind",
                                                "127.0.0.1",
                                                "--protected-mode",
                                                "no",
                                                "--save",
                                                "",
                                                "--appendonly",
                                                "no",
                                                "--maxclients",
                                                "16384"),
                                        "PING",
                                        "+PONG",
                                        false));
    }

    private static Optional<String> installed(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            Path path = Path.of(folder, program);
            if (Files.isExecutable(path)) {
                return Optional.of(path.toString());
            }
        }
        return Optional.empty();
    }

    /** The whole command line. */
    List<String> command(int port, List<String> jvmFlags, String classPath) {
        List<String> command = new ArrayList<>();
        if (jdk != null) {
            command.add(jdk.resolve("bin/java").toString());
            command.addAll(jvmFlags);
            command.add("-cp");
            command.add(classPath);
            command.add(Host.class.getName());
        }
        program.forEach(word -> command.add(word.equals("PORT") ? "" + port : word));
        return command;
    }
}
