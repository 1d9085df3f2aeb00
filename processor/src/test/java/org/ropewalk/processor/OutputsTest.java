package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written beside the generated types. */
class OutputsTest {
    private static final String ECHO =
            """
            /** Says it again: {@code "x"} <b>and</b> \\u00e9. */
            @LineProtocol
            @Errors(unknown = @Reply("ERR {'unknown'}"))
            public interface X {
                /**
                 * Echoes a number.
                 *
                 * @param number what is
                 *     echoed
                 */
                @Command("ECHO\\t {number}")
                @Reply("{number}")
                void echo(int number);
            }
            """;

    private static final String GATE =
            """
            @LineProtocol(initial = X.Note.class)
            @Errors(unknown = @Reply("ERR"))
            public interface X {
                interface Note extends X {
                    @Command("ENTER {name}") @Reply("OK") Inside enter(String name) throws Full;
                    @Command("PASS: {name}") @Reply("OK") Inside pass(String name);
                    @Command("ASK") @Reply("SURE?") Asked ask();
                }
                interface Inside extends X {
                    @Command("LEAVE") @Reply("OK") Note leave();
                    @Command("QUIT") @Reply(value = "BYE", close = true) void quit();
                }
                @Once interface Asked {
                    @Command("YES") @Reply("OK") void yes();
                }
                @Reply(value = "FULL", close = true)
                @SuppressWarnings("serial")
                final class Full extends Exception {
                    public Full() {}
                }
            }
            """;

    private static Compilation compile(String text, String... options) {
        Compiler compiler = Compiled.compiler();
        return compiler.withProcessors(new RopewalkProcessor())
                .withOptions(
                        Stream.concat(compiler.options().stream(), Arrays.stream(options)).toList())
                .compile(Compiled.source("p.X", Compiled.IMPORTS + text));
    }

    private static String written(Compilation compilation, String name) throws IOException {
        return compilation
                .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/ropewalk/" + name)
                .orElseThrow()
                .getCharContent(false)
                .toString();
    }

    private static List<String> names(Compilation compilation) {
        return compilation.generatedFiles().stream()
                .map(JavaFileObject::getName)
                .filter(name -> name.contains("ropewalk/"))
                .map(name -> name.replaceAll(".*/", ""))
                .sorted()
                .toList();
    }

    @Test
    void the_model_is_always_written() throws IOException {
        String model = written(compile(ECHO), "p.X.json");

        assertThat(model)
                .startsWith(
                        """
                        {
                          "schema": 1,
                          "name": "X",
                          "type": "p.X",
                          "documentation": "Says it again: `\\"x\\"` and \\u00e9.",
                          "wire": {
                            "terminators": ["\\r\\n"],
                            "replyTerminators": ["\\r\\n"],
                            "separator": "spaces",
                            "charset": "UTF-8",
                            "order": "serial",
                            "carrier": "line",
                            "repeated": "refused"
                          },
                          "states": [
                            {
                              "name": "X",
                              "type": "p.X",
                              "initial": true
                            }
                          ],
                          "commands": [
                            {
                              "method": "echo",
                              "documentation": "Echoes a number.",
                              "replies": [
                                {
                                  "when": "done",
                                  "lines": ["{number}"]
                                }
                              ],
                              "states": ["X"],
                              "lines": ["ECHO\\t {number}"],
                              "parameters": [
                                {
                                  "name": "number",
                                  "role": "value",
                                  "type": {
                                    "kind": "integer",
                                    "java": "int",
                                    "min": "-2147483648",
                                    "max": "2147483647"
                                  },
                                  "documentation": "what is echoed"
                                }
                              ]
                            }
                          ],
                          "errors": {
                            "unknown": {
                              "lines": ["ERR {'unknown'}"]
                            }
                          },
                          "limits": {
                            "line": 8192,
                        """)
                .endsWith("\"connections\": 10000,\n    \"amplification\": 3\n  }\n}\n");
    }

    @Test
    void a_model_has_the_flag_that_suppresses_a_reply_and_the_end_of_a_payload()
            throws IOException {
        String model =
                written(
                        compile(
                                """
                                @LineProtocol @Errors(unknown = @Reply("ERR"))
                                public interface X {
                                    @Command("PUT {data.length}[ quiet]")
                                    @Reply("OK")
                                    @Attempts(value = 5, delaySeconds = 2)
                                    void put(
                                            @Payload(trailer = Payload.Trailer.NONE) Bytes data,
                                            @NoReply boolean quiet)
                                            throws No;
                                    @Reply("NO")
                                    @SuppressWarnings("serial")
                                    final class No extends Exception { public No() {} }
                                    @Command("TEXT")
                                    @Reply("OK")
                                    @Junk(7)
                                    void text(
                                            @Payload(value = Payload.Framing.UNTIL, until = "!")
                                                    List<String> lines);
                                }
                                """),
                        "p.X.json");

        assertThat(model)
                .contains(
                        "\"payload\": {\n            \"framing\": \"counted\",\n            \"trailer\":"
                                + " \"none\"\n")
                .contains(
                        "\"silentWhen\": \"quiet\",\n      \"attempts\": {\n        \"most\": 5,\n"
                                + "        \"delaySeconds\": 2\n      }\n")
                .contains(
                        "\"payload\": {\n            \"framing\": \"until\",\n            \"until\":"
                                + " \"!\"\n")
                .contains("\"junk\": 7\n");
    }

    @Test
    void the_same_declaration_gives_the_same_bytes() throws IOException {
        Compilation first = compile(GATE, "-Aropewalk.outputs=markdown,lua");
        Compilation second = compile(GATE, "-Aropewalk.outputs=markdown,lua");

        for (String name : List.of("p.X.json", "p.X.md", "p.X.lua")) {
            assertThat(written(second, name)).isEqualTo(written(first, name));
        }
    }

    @Test
    void a_nested_declaration_has_the_name_of_its_generated_types() {
        Compilation compilation =
                compile(
                        """
                        public interface X {
                            @LineProtocol @Errors(unknown = @Reply("ERR"))
                            interface Y { @Command("A") void a(); }
                        }
                        """);

        assertThat(names(compilation)).containsExactly("p.X_Y.json");
    }

    @Test
    void nothing_is_written_together_with_an_error(@TempDir Path classes) throws IOException {
        String text = "@LineProtocol public interface X { @Command(\"A {b}\") void a(); }";
        JavaCompiler.CompilationTask task =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                Writer.nullWriter(),
                                null,
                                null,
                                List.of("-d", classes.toString()),
                                null,
                                List.of(Compiled.source("p.X", Compiled.IMPORTS + text)));
        task.setProcessors(List.of(new RopewalkProcessor()));

        assertThat(task.call()).isFalse();
        assertThat(classes.resolve("META-INF")).doesNotExist();
    }

    @Test
    void other_outputs_are_written_where_they_are_wanted() {
        assertThat(names(compile(ECHO, "-Aropewalk.outputs= markdown ")))
                .containsExactly("p.X.json", "p.X.md");
    }

    @Test
    void the_check_of_HAProxy_expects_the_greeting_and_calls_the_probe() throws IOException {
        String declared =
                """
                @LineProtocol
                @Errors(unknown = @Reply("ERR"))
                public interface X {
                    @OnConnect @Reply("220 {} ready") String greeting();
                    @Probe @Command("NOOP") @Reply("250 OK {'fine'}") void noop();
                }
                """;

        assertThat(written(compile(declared, "-Aropewalk.outputs=haproxy"), "p.X.haproxy"))
                .isEqualTo(
                        """
                        # The check of X; each server needs "check", and "check-send-proxy" behind proxy:
                        option tcp-check
                        tcp-check expect string "220 "
                        tcp-check send "NOOP\\r\\n"
                        tcp-check expect string "250 OK "
                        """);
    }

    @Test
    void an_unknown_output_is_a_warning_that_names_the_known_ones() {
        Compilation compilation = compile(ECHO, "-Aropewalk.outputs=html,markdown");

        assertThat(compilation.warnings().stream().map(each -> each.getMessage(Locale.ROOT)))
                .anySatisfy(
                        warning ->
                                assertThat(warning)
                                        .startsWith(
                                                "[Ropewalk/UnknownOutput] Output html of"
                                                        + " ropewalk.outputs is not known; use"
                                                        + " one of haproxy, lua, markdown")
                                        .contains("markdown"));
        assertThat(names(compilation)).contains("p.X.md");
    }

    @Test
    void a_diagram_has_one_edge_for_all_that_leads_the_same_way() throws IOException {
        assertThat(written(compile(GATE, "-Aropewalk.outputs=markdown"), "p.X.md"))
                .contains(
                        """
                        ```mermaid
                        stateDiagram-v2
                            state "Note" as Note_
                            [*] --> Note_
                            Note_ --> Inside: ENTER, PASS#58;
                            Note_ --> [*]: ENTER (Full)
                            Note_ --> Asked: ASK
                            Inside --> Note_: LEAVE
                            Inside --> [*]: QUIT
                            Asked --> Note_: YES
                        ```
                        """);
    }

    @Test
    void a_page_escapes_what_is_markup() throws IOException {
        String page =
                written(
                        compile(
                                """
                                /** A * b {@code x|y}, a_b: {@link String#length() } &lt;tag&gt;.
                                 * <ul><li>one <li>two </ul> */
                                @LineProtocol @Errors(unknown = @Reply("ERR|`x`"))
                                public interface X { @Command("A|B") @Reply("C") void a(); }
                                """,
                                "-Aropewalk.outputs=markdown"),
                        "p.X.md");

        assertThat(page)
                .contains("A \\* b `x|y`, a\\_b: `String.length()` \\<tag>.\n- one\n- two\n")
                .contains("### `A|B`\n")
                .contains("| `` ERR\\|`x` `` | unknown | no command begins in this way | |\n");
    }

    @Test
    void a_dissector_has_lines_as_tables_and_texts_as_bytes() throws IOException {
        String script =
                written(
                        compile(
                                """
                                @LineProtocol(spelling = Spelling.EXACT)
                                @Errors(unknown = @Reply("ERR {'unknown'}"))
                                public interface X {
                                    @Command("P\u00fc\\\"T {key}[ quiet] {data.length}")
                                    @Reply("OK {}")
                                    int put(
                                            String key,
                                            boolean quiet,
                                            @Payload(trailer = Payload.Trailer.NONE) Bytes data);
                                }
                                """,
                                "-Aropewalk.outputs=lua"),
                        "p.X.lua");

        assertThat(script)
                .startsWith("-- Dissector of p.X, generated by Ropewalk.\n")
                .contains("    filter = \"ropewalk.x\",\n    title = \"X\",\n    exact = true,\n")
                .contains("command_ends = {\"\\013\\010\"}")
                .contains(
                        "{\"l\", \"P\\195\\188\\\"T\"}, {\"s\"}, {\"w\", \"key\"}, {\"g\","
                                + " {{\"s\"}, {\"l\", \"quiet\"}}, \"quiet\"}, {\"s\"}, {\"L\","
                                + " \"data.length\"}")
                .contains(
                        "payload = {framing = \"counted\", lengths = {\"data.length\"},"
                                + " trailer = \"\"}")
                .contains(
                        "{kind = \"unknown\", line = {{\"l\", \"ERR\"}, {\"s\"}, {\"c\","
                                + " {{\"l\", \"unknown\"}}}}}")
                .contains("        {\"data.length\", \"u\"},\n        {\"key\", \"s\"},\n");
    }
}
