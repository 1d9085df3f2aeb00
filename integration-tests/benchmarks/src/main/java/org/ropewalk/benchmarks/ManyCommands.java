package org.ropewalk.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ropewalk.reactor.Factory;

/** A protocol of any number of commands, written and compiled while the benchmark runs. */
final class ManyCommands {
    private static final int COMPILE_MINUTES = 5;

    private ManyCommands() {}

    /** Writes {@code Many}, a protocol of {@code count} commands, and its handler. */
    static Path write(int count) throws IOException {
        Path folder = Files.createTempDirectory("ropewalk-many");
        StringBuilder protocol =
                new StringBuilder("import org.ropewalk.annotation.*;\n@LineProtocol\n")
                        .append("@Errors(unknown = @Reply(\"ERROR\"))\npublic interface Many {\n");
        StringBuilder handler =
                new StringBuilder("public final class ManyHandler implements Many {\n");
        protocol.append("@Command(\"PING\") @Reply(\"PONG\") void ping();\n");
        handler.append("@Override public void ping() {}\n");
        for (int i = 0; i < count - 1; i++) {
            protocol.append(
                    "@Command(\"COMMAND%1$d\") @Reply(\"OK%1$d\") void command%1$d();%n"
                            .formatted(i));
            handler.append("@Override public void command%d() {}%n".formatted(i));
        }
        Files.writeString(folder.resolve("Many.java"), protocol.append("}\n"));
        Files.writeString(folder.resolve("ManyHandler.java"), handler.append("}\n"));
        Files.writeString(
                folder.resolve("ManyServer.java"),
                """
                import java.util.function.Supplier;
                import org.ropewalk.reactor.Factory;

                public final class ManyServer implements Supplier<Factory> {
                    @Override
                    public Factory get() {
                        ManyHandler handler = new ManyHandler();
                        return new ManyFactory(peer -> handler);
                    }
                }
                """);
        return folder;
    }

    /** Compiles it; the seconds that javac took. */
    static double compile(Path folder, Path jdk, boolean whole, String... flags)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                jdk.resolve("bin/javac").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString()));
        command.addAll(List.of(flags));
        command.add(folder.resolve("Many.java").toString());
        if (whole) {
            command.add(folder.resolve("ManyHandler.java").toString());
            command.add(folder.resolve("ManyServer.java").toString());
        }
        long begun = System.nanoTime();
        Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(javac.getInputStream().readAllBytes());
        if (!javac.waitFor(COMPILE_MINUTES, TimeUnit.MINUTES) || javac.exitValue() != 0) {
            throw new IOException("javac: " + output.strip());
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** The compiled protocol's factory, from the class path of the process that serves it. */
    @SuppressWarnings("unchecked")
    static Factory factory() throws ReflectiveOperationException {
        return ((java.util.function.Supplier<Factory>)
                        Class.forName("ManyServer").getDeclaredConstructor().newInstance())
                .get();
    }
}
