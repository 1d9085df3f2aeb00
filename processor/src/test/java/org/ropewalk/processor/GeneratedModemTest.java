package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.ropewalk.testing.StringTransport;

/**
 * A modem: empty lines before lines, commands that share their last line, push messages between
 * lines, a prompt that is a reply, and a payload behind it.
 */
class GeneratedModemTest {
    private static final Path MODEM = Path.of("src/test/resources/declarations/Modem.txt");

    private static final String HANDLER =
            """
            final class H implements X, X.Sending {
                static final List<String> TEXTS = new ArrayList<>();
                static CompletableFuture<X.Dialled> dialled;
                private final Peer peer;
                private int format;
                H(Peer peer) { this.peer = peer; }
                public void attention() {}
                public void echo(OptionalInt on) { if (on.orElse(0) == 9) { XPushes.to(peer).ring(); } }
                public void reset() { XPushes.to(peer).ring(); }
                public String manufacturer() { return "Ropewalk; a modem"; }
                public X.Signal signal() { XPushes.to(peer).message("SM", 3); return new X.Signal(7, 99); }
                public void messageFormat(int mode) throws X.Failed { if (mode > 1) { throw new X.Failed(303); } format = mode; }
                public int messageFormat() { return format; }
                public List<X.Message> list(String status) throws X.Failed {
                    if (status.equals("NONE")) { throw new X.Failed(302); }
                    return List.of(
                            new X.Message(1, status, "+491", Optional.empty(), "24/01/02,03:04:05+04", "Hello"),
                            new X.Message(2, status, "+492", Optional.of("Ada"), "a", ""));
                }
                public X.Sending send(String number) throws X.Failed {
                    if (number.isEmpty()) { throw new X.Failed(304); }
                    return this;
                }
                public int text(String text) throws X.Failed {
                    TEXTS.add(text);
                    if (text.equals("no")) { throw new X.Failed(500); }
                    return TEXTS.size();
                }
                public CompletionStage<X.Dialled> dial(String number) {
                    dialled = new CompletableFuture<>();
                    return dialled;
                }
                public void hangUp(OptionalInt on) {}
            }
            """;

    private static final Served SERVED = compile();

    private static Served compile() {
        try {
            String declared =
                    Files.readString(MODEM)
                            .replace("package declared;", "")
                            .replace("Modem {", "X {")
                            .replace(
                                    "import org.ropewalk.line.*;",
                                    "import org.ropewalk.line.*;\nimport org.ropewalk.server.*;")
                            .replace(
                                    "import java.util.concurrent.CompletionStage;",
                                    "import java.util.concurrent.*;");
            return Served.compile(
                    List.of(
                            JavaFileObjects.forSourceString(
                                    "p.X", "package p;\n" + declared + HANDLER)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object field(String name) throws ReflectiveOperationException {
        Field field = SERVED.type("H").getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts() throws ReflectiveOperationException {
        return (List<String>) field("TEXTS");
    }

    @BeforeEach
    void forgetTexts() throws ReflectiveOperationException {
        texts().clear();
    }

    // ---- the server

    private static String deliver(String input, int step, int cut)
            throws ReflectiveOperationException {
        texts().clear();
        StringTransport transport = SERVED.connect();
        for (int at = 0; at < input.length(); ) {
            int to = Math.min(input.length(), at < cut ? cut : at + step);
            transport.deliver(input.substring(at, to).getBytes(UTF_8));
            transport.runTurns();
            at = to;
        }
        return new String(transport.value(), UTF_8).replace("\r\n", "\n");
    }

    /** What is answered to {@code input}, however the network cuts it. */
    private static String answer(String input) throws ReflectiveOperationException {
        String whole = deliver(input, input.length(), 0);
        List<String> texts = List.copyOf(texts());
        assertThat(deliver(input, 1, 0)).as(input).isEqualTo(whole);
        for (int cut = 1; cut < input.length(); cut++) {
            assertThat(deliver(input, input.length(), cut))
                    .as("cut at " + cut + " of " + input)
                    .isEqualTo(whole);
            assertThat(texts()).isEqualTo(texts);
        }
        return whole;
    }

    @Test
    void aServerAnswersTheCommandsOfALineTogether() throws Exception {
        assertThat(answer("AT\rATE0;+CGMI;+CMGF?\r"))
                .isEqualTo("\nOK\n\nRopewalk; a modem\n\n+CMGF: 0\n\nOK\n");
        assertThat(answer("AT+CMGF=2;E\rATX\rat+cmgf=1;+cmgf?\r"))
                .isEqualTo("\n+CMS ERROR: 303\n\nERROR\n\n+CMGF: 1\n\nOK\n");
    }

    @Test
    void aPushMessageComesBeforeOrBehindTheRepliesToALine() throws Exception {
        assertThat(answer("ATZ;+CGMI\r")).isEqualTo("\nRING\n\nRopewalk; a modem\n\nOK\n");
        assertThat(answer("AT+CGMI;+CSQ;Z\rAT\r"))
                .isEqualTo(
                        "\nRopewalk; a modem\n\n+CSQ: 7,99\n\nOK\n\n+CMTI: \"SM\",3\n\nRING\n\nOK\n");
        assertThat(answer("AT+CGMI;E9;X;+CGMI\r"))
                .isEqualTo("\nRopewalk; a modem\n\nERROR\n\nRING\n");
    }

    @Test
    void aServerListsMessagesOfTwoLines() throws Exception {
        assertThat(answer("AT+CMGL=\"ALL\"\rAT+CMGL=\"NONE\"\r"))
                .isEqualTo(
                        """

                        +CMGL: 1,"ALL","+491",,"24/01/02,03:04:05+04"
                        Hello

                        +CMGL: 2,"ALL","+492",Ada,"a"


                        OK

                        +CMS ERROR: 302
                        """);
    }

    @Test
    void aTextMayHoldWhatSeparatesCommandsAndEndsLines() throws Exception {
        assertThat(answer("AT+CMGS=\"+491\"\rhi;AT\rAT;\"x\r\u001AAT+CMGF?\r"))
                .isEqualTo("\n> \n+CMGS: 1\n\nOK\n\n+CMGF: 0\n\nOK\n");
        assertThat(texts()).containsExactly("hi;AT\rAT;\"x\r");
    }

    @Test
    void aLineMayHaveCommandsBeforeTheOneThatLeadsToAText() throws Exception {
        assertThat(answer("AT+CGMI;+CMGS=\"1\"\ra\u001A\rAT+CMGS=\"2\"\r\u001AATE\r"))
                .isEqualTo(
                        "\nRopewalk; a modem\n\n> \n+CMGS: 1\n\nOK\n\n> \n+CMGS: 2\n\nOK\n\nOK\n");
        assertThat(texts()).containsExactly("a", "");
    }

    @Test
    void aCommandBehindTheOneThatLeadsToATextIsRefused() throws Exception {
        assertThat(answer("AT+CMGS=\"1\";+CSQ;E\rAT\r")).isEqualTo("\nERROR\n\nOK\n");
        assertThat(answer("AT+CMGS=\"1\";;\ra\u001AAT\r"))
                .isEqualTo("\n> \n+CMGS: 1\n\nOK\n\nOK\n");
        assertThat(texts()).containsExactly("a");
    }

    @Test
    void aRefusedTextIsAnsweredAloneAndTheNextLineIsServed() throws Exception {
        assertThat(answer("AT+CMGS=\"1\"\rno\u001AAT+CGMI;E\r"))
                .isEqualTo("\n> \n+CMS ERROR: 500\n\nRopewalk; a modem\n\nOK\n");
        assertThat(answer("AT+CMGS=\"\"\rAT+CMGI;E\rATE\r"))
                .isEqualTo("\n+CMS ERROR: 304\n\nERROR\n\nOK\n");
    }

    @Test
    void aTextOverTheLimitIsRefusedBehindItsEnd() throws Exception {
        StringTransport transport = Served.connect(SERVED.factory(limits -> limits.withPayload(8)));
        transport.deliver("AT+CMGS=\"1\"\r");
        transport.deliver("0123456789;ab\rcd");
        transport.deliver("e\u001AAT+CGMI;E\r");
        transport.runTurns();
        assertThat(transport.text().replace("\r\n", "\n"))
                .isEqualTo("\n> \nERROR\n\nRopewalk; a modem\n\nOK\n");
        assertThat(texts()).isEmpty();
    }

    @Test
    void linesWaitForALaterReplyHoweverTheyAreCut() throws Exception {
        String input = "ATE;D123;+CGMI\rAT+CMGS=\"1\"\ra;b\u001AATE\r";
        for (int cut = 0; cut <= input.length(); cut++) {
            texts().clear();
            StringTransport transport = SERVED.connect();
            transport.deliver(input.substring(0, cut).getBytes(UTF_8));
            transport.runTurns();
            transport.deliver(input.substring(cut).getBytes(UTF_8));
            transport.runTurns();
            assertThat(transport.text()).isEmpty();
            complete("CONNECT");
            transport.runTurns();
            assertThat(transport.text().replace("\r\n", "\n"))
                    .as("cut at " + cut)
                    .isEqualTo("\nRopewalk; a modem\n\nOK\n\n> \n+CMGS: 1\n\nOK\n\nOK\n");
            assertThat(texts()).containsExactly("a;b");
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void complete(String constant) throws ReflectiveOperationException {
        ((CompletableFuture) field("dialled"))
                .complete(Enum.valueOf((Class) SERVED.type("X$Dialled"), constant));
    }

    // ---- the client

    @Test
    void aClientReadsWhatTheServerWrites() throws Exception {
        try (Conversed both = new Conversed(SERVED)) {
            assertThat(both.outcome("attention")).isEqualTo("null");
            assertThat(both.outcome("echo", OptionalInt.empty())).isEqualTo("null");
            assertThat(both.outcome("manufacturer")).isEqualTo("Ropewalk; a modem");
            assertThat(both.outcome("signal")).isEqualTo("Signal[rssi=7, ber=99]");
            assertThat(both.outcome("reset")).isEqualTo("null");
            assertThat(both.outcome("list", "ALL"))
                    .contains("text=Hello]", "alpha=Optional[Ada], time=a, text=]");
            assertThat(both.outcome("list", "NONE")).contains("error 302");
            assertThat(both.outcome("send", "")).contains("error 304");
            for (String text : List.of("hi;AT\r\nOK\r\n> ", "", "no", "\r")) {
                Object sending = both.call("send", "+49 1").join();
                CompletableFuture<?> sent = both.callOn(sending, "text", text);
                assertThat(Conversed.outcome(sent))
                        .isEqualTo(
                                text.equals("no")
                                        ? "p.X$Failed: error 500"
                                        : String.valueOf(texts().size()));
                assertThat(both.outcome("attention")).isEqualTo("null");
            }
            assertThat(texts()).containsExactly("hi;AT\r\nOK\r\n> ", "", "no", "\r");
            CompletableFuture<?> dialled = both.call("dial", "1");
            assertThat(dialled).isNotDone();
            both.run(
                    () -> {
                        try {
                            complete("NO_CARRIER");
                        } catch (ReflectiveOperationException e) {
                            throw new AssertionError(e);
                        }
                    });
            assertThat(Conversed.outcome(dialled)).isEqualTo("NO_CARRIER");
            assertThat(both.pushed()).containsExactly("message[SM, 3]", "ringnull");
        }
    }

    /** What the calls come to: the first leads to a text, the others follow. */
    private static List<String> sends(String first, String second, int step, int cut)
            throws Exception {
        List<String> outcomes = new ArrayList<>();
        try (Called client = new Called(SERVED, "X$Unasked", outcomes::add, "")) {
            CompletableFuture<?> send = client.call("send", "1");
            assertThat(client.received()).isEqualTo("AT+CMGS=\"1\"\r");
            write(client, first, step, cut);
            Object sending = Called.outcome(send);
            outcomes.add(String.valueOf(sending).replaceAll("@.*", ""));
            if (send.isDone() && !send.isCompletedExceptionally()) {
                CompletableFuture<?> text =
                        (CompletableFuture<?>)
                                Arrays.stream(sending.getClass().getMethods())
                                        .filter(each -> each.getName().equals("text"))
                                        .findFirst()
                                        .orElseThrow()
                                        .invoke(sending, "a;b");
                client.run();
                assertThat(client.received()).isEqualTo("a;b\u001A");
                write(client, second, step, cut);
                outcomes.add(String.valueOf(Called.outcome(text)));
            }
        }
        return outcomes;
    }

    private static void write(Called client, String lines, int step, int cut) {
        for (int at = 0; at < lines.length(); ) {
            int to = Math.min(lines.length(), at < cut ? cut : at + step);
            client.answer(lines.substring(at, to));
            at = to;
        }
    }

    private static List<String> sends(String first, String second) throws Exception {
        int most = Math.max(first.length(), second.length());
        List<String> whole = sends(first, second, most, 0);
        assertThat(sends(first, second, 1, 0)).isEqualTo(whole);
        for (int cut = 1; cut < most; cut++) {
            assertThat(sends(first, second, most, cut)).as("cut at " + cut).isEqualTo(whole);
        }
        return whole;
    }

    @Test
    void aClientTakesThePromptForTheReplyHoweverItIsCut() throws Exception {
        assertThat(sends("\r\n> ", "\r\n+CMGS: 7\r\n\r\nOK\r\n"))
                .containsExactly("p.XClient$Sending", "7");
        assertThat(sends("\r\nRING\r\n\r\n> ", "+CMGS: 7\r\nOK\r\n"))
                .containsExactly("ringnull", "p.XClient$Sending", "7");
        assertThat(sends("> ", "\r\n+CMS ERROR: 500\r\n"))
                .containsExactly("p.XClient$Sending", "p.X$Failed: error 500");
        assertThat(sends("\r\n+CMS ERROR: 304\r\n", "")).containsExactly("p.X$Failed: error 304");
        assertThat(sends("\r\nERROR\r\n", "").get(0)).contains("refused", "ERROR");
        assertThat(sends("\r\n>> \r\n", "").get(0)).contains("unexpected reply");
    }

    @Test
    void theEndOfTheInputComesBehindLinesThatWait() throws Exception {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        reactor.listen("tcp:4000", SERVED.factory());
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        peer.write("AT+CMGS=\"1\"\ra\u001AAT+CGMI\rATE\r".getBytes(UTF_8));
        peer.shutdownOutput();
        network.run();
        network.advance(Duration.ofSeconds(1));
        assertThat(new String(peer.readAll(), UTF_8).replace("\r\n", "\n"))
                .isEqualTo("\n> \n+CMGS: 1\n\nOK\n\nRopewalk; a modem\n\nOK\n\nOK\n");
        reactor.close();
    }
}
