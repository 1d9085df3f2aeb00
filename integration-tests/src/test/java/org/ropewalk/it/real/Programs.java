package org.ropewalk.it.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that others wrote, as they are installed on this machine. */
public final class Programs {
    private static final List<String> FOLDERS =
            List.of(
                    "/usr/bin",
                    "/usr/sbin",
                    "/usr/local/bin",
                    "/usr/local/sbin",
                    "/opt/homebrew/bin");
    private static final int SECONDS = 60;

    private Programs() {}

    /**
     * Where a program is; where it is not installed the test is skipped, or fails if {@code
     * ropewalk.interop} is {@code required}.
     */
    public static Path find(String name) {
        List<String> folders = new ArrayList<>(FOLDERS);
        folders.addAll(List.of(System.getenv("PATH").split(":")));
        for (String folder : folders) {
            Path program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        String word = name + " is not installed, so nothing was tried with it";
        if ("required".equals(System.getProperty("ropewalk.interop"))) {
            fail(word);
        }
        return abort(word);
    }

    /** What a program prints that must succeed, with {@code input} as its input. */
    public static String run(Path folder, String input, List<String> command) throws Exception {
        return run(folder, input, command, 0);
    }

    /** What a program prints that ends with {@code status}. */
    public static String exits(int status, String... command) throws Exception {
        return run(Path.of("."), "", List.of(command), status);
    }

    /** As {@link #run(Path, String, List)}, of a program that ends with {@code status}. */
    public static String run(Path folder, String input, List<String> command, int status)
            throws Exception {
        List<String> whole = new ArrayList<>(command);
        whole.set(0, find(command.get(0)).toString());
        Path output = Files.createTempFile("ropewalk", "output");
        Path in = Files.writeString(Files.createTempFile("ropewalk", "input"), input);
        try {
            Process process =
                    new ProcessBuilder(whole)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(in.toFile())
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String printed = new String(Files.readAllBytes(output), UTF_8);
            assertThat(ended).as("%s ends: %s", command, printed).isTrue();
            assertThat(process.exitValue()).as("%s: %s", command, printed).isEqualTo(status);
            return printed;
        } catch (IOException e) {
            throw new AssertionError(command.toString(), e);
        } finally {
            Files.delete(output);
            Files.delete(in);
        }
    }

    /** As {@link #run(Path, String, List)}, without input. */
    public static String run(String... command) throws Exception {
        return run(Path.of("."), "", List.of(command));
    }
}
