package org.ropewalk.processor;

import static org.ropewalk.processor.Diagnosed.check;
import static org.ropewalk.processor.Diagnosed.checkProtocol;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake is one error, where it is, with the text to write. */
class NewcomerMistakesTest {
    private static final String PUSH = "@Command(\"a\") void a(); @Push interface P { ";

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(
                        "@Command(/*^*/\"get {kye}\") void get(String key);",
                        "[Ropewalk/UnboundPlaceholder] Placeholder {kye} is not the name of a parameter; did you mean key?"),
                Arguments.of(
                        "@Command(/*^*/\"put {length}\") void put(@Payload Bytes data);",
                        "[Ropewalk/UnboundPlaceholder] Placeholder {length} is not the name of a parameter; use one of data.length"),
                Arguments.of(
                        "@Command(/*^*/\"put {data}\") void put(@Payload Bytes data);",
                        "[Ropewalk/PayloadInLine] {data} is a payload, which follows its line; write {data.length}"),
                Arguments.of(
                        "@Reply(\"PONG\") void /*^*/ping();",
                        "[Ropewalk/NotACommand] Method ping is not a command; add @Command, or make it a default method"),
                Arguments.of(
                        "@Command(\"\") @Reply(\"PONG\") void /*^*/ping();",
                        "[Ropewalk/BarePayload] Command ping has no line, so it must be the only command of a @Once state, with one payload; write its line in @Command"),
                Arguments.of(
                        "@Command(\"has\") @Reply(\"{}\") boolean /*^*/has();",
                        "[Ropewalk/UnsupportedType] Type boolean of the result is not supported here; write the line for true in value and that for false in absent, or use an enum"),
                Arguments.of(
                        "@Command(\"at {day}\") void at(Date /*^*/day);",
                        "[Ropewalk/UnsupportedType] Type Date of day is not supported here; use a type of java.time, such as Instant"),
                Arguments.of(
                        "@Command(\"get {key}\") @Reply(/*^*/\"{data.length}\") @Payload Bytes get(String key);",
                        "[Ropewalk/MissingReply] No reply contains the result of get; return a record with the payload as a component with @Payload"),
                Arguments.of(
                        "@Command(\"a\") void /*^*/a() throws Exception;",
                        "[Ropewalk/ExceptionWithoutReply] Exception Exception of a has no @Reply; use your own exception with @Reply, or an unchecked one"),
                Arguments.of(
                        "@Command(\"list\") @Reply(each = \"{}\", end = \".\") boolean /*^*/list(Replies<String> items);",
                        "[Ropewalk/UnsupportedType] Type boolean of the result is not supported here; return void, or remove the parameter of type Replies"),
                Arguments.of(
                        "@Command(\"\") @Reply(\"250\") void /*^*/body(@Payload Bytes text);",
                        "[Ropewalk/BarePayload] Command body has no line, so it must be the only command of a @Once state, with one payload; add one @Payload parameter that is not counted, such as DOTTED"),
                Arguments.of(
                        "@Command(\"a\") void a() throws No; @Reply(\"NO\") /*^*/record No() {}",
                        "[Ropewalk/UnmadeException] Exception No cannot be created by the client: it is not an exception; extend Exception"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void inACommand(String declaration, String message) {
        checkProtocol(declaration, message);
    }

    static Stream<Arguments> pushes() {
        return Stream.of(
                Arguments.of(
                        "@Command(\"! {text*}\") void /*^*/told(String text); }",
                        "[Ropewalk/NotAPush] Method told is not a push message: it has no @Reply; write @Reply instead of @Command"),
                Arguments.of(
                        "@Reply(each = \"- {}\", end = \".\") void /*^*/told(List<String> items); }",
                        "[Ropewalk/NotAPush] Method told is not a push message: each does not contain a list; write {items...} in it"),
                Arguments.of(
                        "@Reply(each = \"- {item}\", end = \".\") void /*^*/told(String item); }",
                        "[Ropewalk/NotAPush] Method told is not a push message: each does not contain a list; write a List parameter as {name...} in it"),
                Arguments.of(
                        "@Reply(each = \"- {items...}\") void /*^*/told(List<String> items); }",
                        "[Ropewalk/NotAPush] Method told is not a push message: its list has no last line; add end to its @Reply"),
                Arguments.of(
                        "@Reply(\"! {txet*}\") void /*^*/told(String text); }",
                        "[Ropewalk/UnboundPlaceholder] Placeholder {txet} is not the name of a parameter; did you mean text?"),
                Arguments.of(
                        "@Reply(end = \".\") void /*^*/told(); }",
                        "[Ropewalk/NotAPush] Method told is not a push message: its @Reply has no line; write one in value, or write each and end for a list"));
    }

    @ParameterizedTest
    @MethodSource("pushes")
    void inAPushMessage(String declaration, String message) {
        checkProtocol(PUSH + declaration, message);
    }

    static Stream<Arguments> payloadsOfArrays() {
        return Stream.of(
                Arguments.of("SEND {data}", "@Payload Bytes data"),
                Arguments.of("SEND {data.length}", "@Payload Bytes data"),
                Arguments.of("SEND", "@Payload Bytes data"),
                Arguments.of("SEND", "@Payload(Payload.Framing.DOTTED) String data"));
    }

    @ParameterizedTest
    @MethodSource("payloadsOfArrays")
    void aPayloadInArrays(String line, String parameter) {
        check(
                "@LineProtocol(carrier = Carrier.RESP) public interface X { @Command(\"%s\") @Reply(\"+OK\") void /*^*/send(%s); }"
                        .formatted(line, parameter),
                "[Ropewalk/NotInArrays] Payload data cannot be used with carrier RESP; remove @Payload: a word can contain any bytes");
    }

    @Test
    void aLineEndAtTheEndOfALine() {
        check(
                "@LineProtocol public /*^*/interface X { @Command(\"ping\") @Reply(\"PONG\\n\") void ping(); }",
                "[Ropewalk/EndlessFields] The fields of \"PONG\\n\" have no end; remove the line end, which is written for each line");
    }
}
