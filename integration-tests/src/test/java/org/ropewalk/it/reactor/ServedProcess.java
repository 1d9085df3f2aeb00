package org.ropewalk.it.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ropewalk.it.real.RealReactors;

/** A server in a process of its own, which says where it listens. */
public final class ServedProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    private static final Pattern CLIENTS =
            Pattern.compile(
                    "(jedis|lettuce|netty|reactor|reactive|redis|commons|gson|json|angus|jakarta"
                            + "|jnats|pircbotx|spymemcached|xmemcached|jackson|bcp).*\\.jar");

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
        List<String> shell =
                prefix.isEmpty() ? List.of() : List.of("sh", "-c", prefix + " exec \"$0\" \"$@\"");
        return runBy(shell, flags, main, arguments);
    }

    /** Runs a class of this class path; {@code program} runs the JVM's command. */
    public static ServedProcess runBy(
            List<String> program, List<String> flags, Class<?> main, String... arguments)
            throws IOException {
        // Where there is no such reactor, the test is not run.
        RealReactors.create().close();
        List<String> command = new ArrayList<>(program);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(RealReactors.options());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ServedProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /**
     * Without the libraries that only clients need: each open jar is a descriptor of the server.
     */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !CLIENTS.matcher(new File(entry).getName()).matches())
                .collect(Collectors.joining(File.pathSeparator));
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

    /** The port that it prints in the line that has {@code word}. */
    public int port(String word) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < giveUp) {
            Matcher matcher = Pattern.compile(word + ".*" + PORT + "\n").matcher(printed);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("it has not said \"" + word + "\": " + printed);
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
