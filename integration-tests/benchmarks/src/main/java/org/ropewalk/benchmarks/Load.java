package org.ropewalk.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator, a program in C: it compares every byte of every reply, and needs less of a
 * processor than any server.
 */
final class Load {
    private static final Pattern FIGURE = Pattern.compile("\"(\\w+)\":(-?[0-9.]+)");
    private final Path program;

    private Load(Path program) {
        this.program = program;
    }

    /** Compiles it with the machine's C compiler. */
    static Load compile() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ropewalk-load");
        Path source = folder.resolve("loadgen.c");
        Path program = folder.resolve("loadgen");
        try (InputStream text = Load.class.getResourceAsStream("loadgen.c")) {
            Files.copy(text, source);
        }
        try {
            Process compiler =
                    new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
                            .inheritIO()
                            .start();
            if (compiler.waitFor() != 0) {
                throw new IOException("the load generator does not compile; see above");
            }
        } catch (IOException e) {
            throw new IOException(
                    "the load generator needs Linux and a C compiler called cc: " + e.getMessage(),
                    e);
        }
        return new Load(program);
    }

    /** Runs it to its end; throws with its own words if a reply was wrong. */
    Map<String, Double> run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output.strip());
        }
        Map<String, Double> figures = new TreeMap<>();
        Matcher matcher = FIGURE.matcher(output);
        while (matcher.find()) {
            figures.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        return figures;
    }

    /** Starts it; it ends when its standard input does, at the latest. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(Machine.pinned(1, command)).redirectErrorStream(true).start();
    }
}
