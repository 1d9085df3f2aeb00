package org.ropewalk.it.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which says where it listens. */
public final class ServedProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Thread reader = new Thread(this::readAll);
    private final StringBuffer printed = new StringBuffer();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private ServedProcess(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    /** Runs a class of this class path; {@code prefix} stands in front of the JVM's command. */
    public static ServedProcess run(
            String prefix, List<String> flags, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        List<String> whole =
                prefix.isEmpty() ? command : List.of("sh", "-c", prefix + " exec \"$0\" \"$@\"");
        List<String> all = new ArrayList<>(whole);
        if (!prefix.isEmpty()) {
            all.addAll(command);
        }
        return new ServedProcess(new ProcessBuilder(all).redirectErrorStream(true).start());
    }

    /** Reads what it prints, lest it waits until somebody does. */
    private void readAll() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                printed.append(line).append('\n');
                Matcher matcher = PORT.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.parseInt(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            printed.append(e);
        }
        port.completeExceptionally(
                new AssertionError("it has not said where it listens: " + printed));
    }

    /** The port that it prints. */
    public int port() {
        return port.join();
    }

    /** Asks it to end, as a system does. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** All that it has printed, when it has ended. */
    public String outputAtEnd() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        reader.join();
        return printed.toString();
    }

    /** How it has ended. */
    public int exit() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
