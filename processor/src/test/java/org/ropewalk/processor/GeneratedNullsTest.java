package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.processor.Called.outcome;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.EventConstants;

/** Null as an argument of a client, and as the result of a handler. */
class GeneratedNullsTest {
    private static final Served STORE =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(failed = @Reply("500 {'failed'}"))
                    public interface X {
                        @Command("TEXT {text}") @Reply("200") void text(String text);
                        @Command("BYTES {bytes}") @Reply("200") void bytes(Bytes bytes);
                        @Command("LIST {words...}") @Reply("200") void list(List<String> words);
                        @Command("MAYBE[ {maybe}]") @Reply("200") void maybe(Optional<String> maybe);
                        @Command("COUNT[ {count}]") @Reply("200") void count(Optional<Integer> count);
                        @Command("KIND {kind}") @Reply("200") void kind(Kind kind);
                        @Command("POINT {point}") @Reply("200") void point(Point point);
                        @Command("POINTS {points...}") @Reply("200") void points(List<Point> points);
                        @Command("DATA {data.length}") @Reply("200") void data(@Payload Bytes data);
                        @Command("MAP {fields.length}") @Reply("200") void map(@Payload Map<String, String> fields);
                        @Command("TWO {first} {second}[ quiet]") @Reply("200")
                        void two(String first, String second, @NoReply boolean quiet);
                        @Command("NAME {name}") @Reply("200 {*}") String name(String name);
                        @Command("LATER") @Reply("200 {*}") CompletionStage<String> later();
                        @Command("FOUND") @Reply(value = "200 {}", absent = "404") Optional<String> found();
                        @Command("ALL") @Reply("200 {...}") List<String> all();
                        enum Kind { A, B }
                        @Format("{x},{y}") record Point(String x, String y) {}
                    }
                    class H implements X {
                        public void text(String text) {}
                        public void bytes(Bytes bytes) {}
                        public void list(List<String> words) {}
                        public void maybe(Optional<String> maybe) {}
                        public void count(Optional<Integer> count) {}
                        public void kind(Kind kind) {}
                        public void point(Point point) {}
                        public void points(List<Point> points) { throw new NullPointerException("of the handler's own"); }
                        public void data(Bytes data) {}
                        public void map(Map<String, String> fields) {}
                        public void two(String first, String second, boolean quiet) {}
                        public String name(String name) { return null; }
                        public CompletionStage<String> later() { return null; }
                        public Optional<String> found() { return null; }
                        public List<String> all() { return null; }
                    }
                    """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text text",
                "bytes bytes",
                "list words",
                "maybe maybe",
                "count count",
                "kind kind",
                "point point",
                "points points",
                "data data",
                "map fields"
            })
    void aNullArgumentIsRefusedByItsName(String command) throws Exception {
        String[] names = command.split(" ");
        try (Called client = new Called(STORE)) {
            assertThat(refusal(client, names[0], (Object) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(names[1] + " must not be null");
            client.run();
            assertThat(client.received()).isEmpty();
        }
    }

    @Test
    void theSecondOfTwoIsRefusedByItsName() throws Exception {
        try (Called client = new Called(STORE)) {
            assertThat(refusal(client, "two", "a", null)).hasMessage("second must not be null");
            assertThat(refusal(client, "twoNoReply", null, "b"))
                    .hasMessage("first must not be null");
            client.run();
            assertThat(client.received()).isEmpty();
        }
    }

    @Test
    void aNullElementIsRefusedByTheNameOfTheList() throws Exception {
        try (Called client = new Called(STORE)) {
            assertThat(refusal(client, "list", Arrays.asList("a", null)))
                    .hasMessage("words must not contain null");
            assertThat(refusal(client, "points", Arrays.asList(null, null)))
                    .hasMessage("points must not contain null");
            assertThat(refusal(client, "map", Collections.singletonMap("a", null)))
                    .hasMessage("fields must not contain null");
            client.run();
            assertThat(client.received()).isEmpty();
        }
    }

    @Test
    void aNullComponentOfARecordFailsTheCallBeforeAnythingIsSent() throws Exception {
        Object point =
                STORE.type("X$Point")
                        .getDeclaredConstructor(String.class, String.class)
                        .newInstance("1", null);
        try (Called client = new Called(STORE)) {
            for (CompletableFuture<?> call :
                    List.of(client.call("point", point), client.call("points", List.of(point)))) {
                assertThat((Throwable) outcome(call))
                        .isInstanceOf(NullPointerException.class)
                        .hasMessageMatching("an argument of points? contains null");
            }
            assertThat(client.received()).isEmpty();
        }
    }

    @Test
    void valuesThatAreThereAreSent() throws Exception {
        try (Called client = new Called(STORE)) {
            client.call("maybe", Optional.empty());
            client.call("count", Optional.of(1));
            client.call("bytes", Bytes.of("b"));
            client.call("map", Map.of("a", "b"));
            assertThat(client.received())
                    .isEqualTo("MAYBE\r\nCOUNT 1\r\nBYTES b\r\nMAP 6\r\na: b\r\n\r\n");
        }
    }

    @Test
    void openRefusesNullByItsName() throws Exception {
        var open = STORE.type("XClient").getMethod("open", Reactor.class, String.class);
        assertThatThrownBy(() -> open.invoke(null, null, "tcp:localhost:1"))
                .hasRootCauseInstanceOf(NullPointerException.class)
                .hasRootCauseMessage("reactor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NAME a", "LATER", "FOUND", "ALL", "POINTS 1,2"})
    void aNullResultOfAHandlerIsAFailureThatNamesTheMethod(String line) throws Exception {
        String log = logged(() -> assertThat(STORE.answers(line + "\n")).isEqualTo("500 failed\n"));
        String method = line.split(" ")[0].toLowerCase(Locale.ROOT);
        String why =
                switch (method) {
                    case "later" -> "the handler returned null instead of a CompletionStage";
                    case "points" -> "of the handler's own";
                    default -> ": the result of " + method + " is null or contains null";
                };
        assertThat(log).contains("XFactory failed on \"" + line + "\"").contains(why);
        assertThat(log.contains("contains null")).isEqualTo(why.contains("contains null"));
    }

    /** What the server logs meanwhile; the build turns the log off. */
    private static String logged(Runnable action) throws ReflectiveOperationException {
        Logger logger = LoggerFactory.getLogger(CommandFactory.class);
        Field level = logger.getClass().getDeclaredField("currentLogLevel");
        level.setAccessible(true);
        int before = level.getInt(logger);
        PrintStream standard = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        level.setInt(logger, EventConstants.ERROR_INT);
        System.setErr(new PrintStream(log, true));
        try {
            action.run();
        } finally {
            System.setErr(standard);
            level.setInt(logger, before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private static Throwable refusal(Called client, String name, Object... arguments)
            throws ReflectiveOperationException {
        try {
            return (Throwable) outcome(client.call(name, arguments));
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }
}
