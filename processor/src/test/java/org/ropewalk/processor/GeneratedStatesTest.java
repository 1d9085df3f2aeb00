package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.StringTransport;
import org.ropewalk.tls.TlsContext;

/** Which commands are legal when, and where outcomes and errors lead the session. */
class GeneratedStatesTest {
    /** A small mail drop: states, a challenge, dotted texts in both directions. */
    private static final Served DROP =
            Served.compile(
                    """
                    @LineProtocol(initial = X.Login.class)
                    @Errors(unknown = @Reply("-ERR {'unknown {verb}'}"), misplaced = @Reply("-ERR {'not now'}"),
                            empty = @Reply("-ERR {'empty'}"), usage = @Reply("-ERR {'usage: {usage}'}"),
                            malformed = @Reply("-ERR {'malformed'}"), payload = @Reply("-ERR {'payload'}"),
                            tooBig = @Reply("-ERR {'too big'}"), failed = @Reply(value = "-ERR {'failed'}", close = true))
                    @Limits(payload = 40, payloadDiscard = 200)
                    interface X {
                        @Command("QUIT") @Reply(value = "+OK {'bye'}", close = true) void quit();
                        @Command("NOOP") @Reply("+OK") void noop();

                        interface Login extends X {
                            @OnConnect @Reply("+OK {'{} ready'}") String greeting();
                            @OnDisconnect void gone();
                            @Command("USER {name}") @Reply("+OK {name}") void user(String name);
                            @Command("PASS {word}") @Reply("+OK {'in'}") Drop pass(String word) throws Refused;
                            @Command("LATER {word}") @Reply("+OK {'in'}") CompletableFuture<Drop> later(String word) throws Refused;
                            @Command("AUTH {mechanism}") Step auth(String mechanism) throws Refused;
                            @Command("TRY {word}") @Reply(value = "+OK {'in'}", absent = "-STAY") Optional<Drop> attempt(String word);
                            @Command("STLS") @Reply("+OK {'begin'}") @StartTls void stls();
                        }

                        @Once interface Challenged {
                            @Command("{response*}") Step respond(String response) throws Refused;
                            @Command("*") @Reply("-CANCELLED") void cancel();
                        }

                        @Errors(misplaced = @Reply("-ERR {'you are in'}"))
                        interface Drop extends X {
                            @OnDisconnect void gone();
                            @Command("LIST") @Reply(each = "{}", end = ".") List<Integer> list();
                            @Command("LIST {number}") @Reply("+OK {number} {}") int list(int number);
                            @Command("RETR {number}") @Reply("+OK {number}") @Payload(Payload.Framing.DOTTED) Bytes retr(int number) throws Refused;
                            @Command("STORE {name}") @Reply("+OK {name} {text.length}") void store(String name, @Payload(Payload.Framing.DOTTED) Bytes text);
                            @Command("SEND") @Reply("354 {'go on'}") Body send();
                            @Command("LOGOUT") @Reply("+OK {'out'}") Login logout();
                        }

                        @Once interface Body {
                            @Command("") @Reply("250 {}") int body(@Payload(Payload.Framing.DOTTED) byte[] text) throws Refused, Ended;
                        }

                        sealed interface Step {}
                        @Reply("+ {challenge*}") record Challenge(String challenge, Challenged next) implements Step {}
                        @Reply("+OK {'in'}") record In(Drop next) implements Step {}

                        @Reply("-ERR {message*}") final class Refused extends Exception {
                            public Refused(String message) { super(message); }
                        }
                        @Reply("-END") final class Ended extends Exception {
                            private final Login next;
                            public Ended(Login next) { this.next = next; }
                            public Login next() { return next; }
                        }
                    }

                    final class H implements X.Login, X.Challenged, X.Drop, X.Body {
                        static final StringBuilder LOG = new StringBuilder();
                        static final List<CompletableFuture<X.Drop>> LATER = new ArrayList<>();
                        private int asked;
                        public void quit() {}
                        public void noop() {}
                        public String greeting() { return "drop"; }
                        public void gone() { LOG.append("gone "); }
                        public void user(String name) {}
                        public X.Drop pass(String word) throws X.Refused {
                            if (word.equals("null")) { return null; }
                            if (!word.equals("good")) { throw new X.Refused("bad word"); }
                            return this;
                        }
                        public CompletableFuture<X.Drop> later(String word) {
                            CompletableFuture<X.Drop> drop = new CompletableFuture<>();
                            LATER.add(drop);
                            return drop;
                        }
                        static void succeed() { LATER.remove(0).complete(new H()); }
                        static void refuse() { LATER.remove(0).completeExceptionally(new X.Refused("later")); }
                        public Optional<X.Drop> attempt(String word) {
                            return word.equals("good") ? Optional.of(this) : Optional.empty();
                        }
                        public void stls() {}
                        public X.Step auth(String mechanism) { return new X.Challenge("first", this); }
                        public X.Step respond(String response) throws X.Refused {
                            if (response.equals("no")) { throw new X.Refused("refused"); }
                            return ++asked < 2 ? new X.Challenge("and " + response, this) : new X.In(this);
                        }
                        public void cancel() {}
                        public List<Integer> list() { return List.of(1, 2); }
                        public int list(int number) { return number * 10; }
                        public Bytes retr(int number) { return Bytes.of(number == 1 ? ".a\\r\\n..b\\r\\nc" : ""); }
                        public void store(String name, Bytes text) { LOG.append('[').append(text).append(']'); }
                        public X.Body send() { return this; }
                        public X.Login logout() { return this; }
                        public int body(byte[] text) throws X.Refused, X.Ended {
                            if (text.length == 0) { throw new X.Refused("nothing"); }
                            if (text[0] == '!') { throw new X.Ended(this); }
                            return text.length;
                        }
                    }
                    """);

    private static final String IN = "PASS good\r\n";

    /** Calls one of the handler class's own methods. */
    private static void call(String name) throws ReflectiveOperationException {
        Method method = DROP.type("H").getDeclaredMethod(name);
        method.setAccessible(true);
        method.invoke(null);
    }

    private static String log() throws ReflectiveOperationException {
        Field log = DROP.type("H").getDeclaredField("LOG");
        log.setAccessible(true);
        return String.valueOf(log.get(null));
    }

    private static String said(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    /** What is answered behind the greeting, whole and byte by byte. */
    private static void check(String input, String... answers) {
        String expected = said("+OK drop ready") + said(answers);
        assertThat(DROP.answer(input)).isEqualTo(expected);
        StringTransport transport = DROP.connect();
        for (int i = 0; i < input.length(); i++) {
            transport.deliver(input.substring(i, i + 1));
        }
        assertThat(transport.text()).as("byte by byte").isEqualTo(expected);
    }

    private static void checkIn(String input, String... answers) {
        String[] all = new String[answers.length + 1];
        all[0] = "+OK in";
        System.arraycopy(answers, 0, all, 1, answers.length);
        check(IN + input, all);
    }

    @Test
    void theGreetingIsSentWhenTheConnectionIsMade() {
        assertThat(DROP.connect().text()).isEqualTo("+OK drop ready\r\n");
    }

    @Test
    void aResultThatIsAStateLeadsThere() {
        checkIn("LIST 3\r\n", "+OK 3 30");
    }

    @Test
    void aCommandOfAnotherStateIsMisplacedAndAnyOtherIsUnknown() {
        check("LIST\r\nLIST 3\r\nNONE\r\n", "-ERR not now", "-ERR not now", "-ERR unknown NONE");
    }

    @Test
    void aStatesOwnErrorsStandBeforeTheProtocols() {
        checkIn("USER x\r\nNONE\r\n", "-ERR you are in", "-ERR unknown NONE");
    }

    @Test
    void whatStatesInheritIsLegalInEach() {
        check("NOOP\r\nPASS good\r\nNOOP\r\nQUIT\r\n", "+OK", "+OK in", "+OK", "+OK bye");
    }

    @Test
    void aDeclaredExceptionStaysInTheState() {
        check("PASS bad\r\nPASS good\r\n", "-ERR bad word", "+OK in");
    }

    @Test
    void anEmptyOptionalStaysInTheState() {
        check(
                "TRY bad\r\nUSER x\r\nTRY good\r\nLIST 1\r\n",
                "-STAY",
                "+OK x",
                "+OK in",
                "+OK 1 10");
    }

    @Test
    void nullInsteadOfAStateIsAFailure() {
        check("PASS null\r\nNOOP\r\n", "-ERR failed");
    }

    @Test
    void aStateLeadsBack() {
        checkIn("LOGOUT\r\nLIST\r\nUSER y\r\n", "+OK out", "-ERR not now", "+OK y");
    }

    @Test
    void aComponentThatIsAStateLeadsThere() {
        check(
                "AUTH x\r\none two\r\nthree\r\nLIST 1\r\n",
                "+ first",
                "+ and one two",
                "+OK in",
                "+OK 1 10");
    }

    @Test
    void anOutcomeThatNamesNoStateLeadsBackFromAStateThatIsLeftAfterOneLine() {
        check("AUTH x\r\n*\r\nUSER a\r\n", "+ first", "-CANCELLED", "+OK a");
        check("AUTH x\r\nno\r\nUSER a\r\n", "+ first", "-ERR refused", "+OK a");
    }

    @Test
    void anErrorLeadsBackFromAStateThatIsLeftAfterOneLine() {
        check("AUTH x\r\n\r\nUSER a\r\n", "+ first", "-ERR empty", "+OK a");
        check("AUTH x\r\n\001\r\nUSER a\r\n", "+ first", "-ERR malformed", "+OK a");
    }

    @Test
    void anAsynchronousResultLeadsToItsStateBeforeTheNextLineIsRead() throws Exception {
        StringTransport transport = DROP.connect();
        transport.deliver("LATER x\r\nLIST 3\r\n");
        assertThat(transport.text()).isEqualTo("+OK drop ready\r\n");
        call("succeed");
        transport.runTurns();
        assertThat(transport.text()).isEqualTo(said("+OK drop ready", "+OK in", "+OK 3 30"));
    }

    @Test
    void anAsynchronousExceptionStaysInTheState() throws Exception {
        StringTransport transport = DROP.connect();
        transport.deliver("LATER x\r\nUSER a\r\n");
        call("refuse");
        transport.runTurns();
        assertThat(transport.text()).isEqualTo(said("+OK drop ready", "-ERR later", "+OK a"));
    }

    @Test
    void aDottedTextAfterALineIsHandedOverWithoutItsDots() {
        checkIn("STORE a\r\n..x\r\ny\r\n.\r\nNOOP\r\n", "+OK a 7", "+OK");
        checkIn("STORE a\r\n.\r\nNOOP\r\n", "+OK a 0", "+OK");
    }

    @Test
    void aDottedTextIsWrittenWithItsDots() {
        checkIn("RETR 1\r\nRETR 2\r\n", "+OK 1", "..a", "...b", "c", ".", "+OK 2", ".");
    }

    @Test
    void aBarePayloadIsReadWithoutALine() {
        checkIn("SEND\r\nSubject: x\r\n\r\nQUIT\r\n.\r\nNOOP\r\n", "354 go on", "250 20", "+OK");
        checkIn("SEND\r\n.\r\nNOOP\r\n", "354 go on", "-ERR nothing", "+OK");
    }

    @Test
    void anExceptionThatCarriesAStateLeadsThere() {
        checkIn(
                "SEND\r\n!\r\n.\r\nLIST\r\nUSER z\r\n",
                "354 go on",
                "-END",
                "-ERR not now",
                "+OK z");
    }

    @Test
    void aDottedTextEndsOnlyAtADotBetweenLineEnds() {
        for (String fake :
                new String[] {
                    "\n.\n",
                    "\n.\r",
                    "\r.\n",
                    "\r.\r",
                    "\n.\r\n",
                    "\r.\r\n",
                    "\r\n.\r\r\n",
                    "\r\r\n.\r\r\n"
                }) {
            checkIn(
                    "SEND\r\nx" + fake + "QUIT\r\n.\r\nNOOP\r\n",
                    "354 go on",
                    "-ERR payload",
                    "+OK");
        }
        checkIn("SEND\r\nx\r\n\0.\r\n.\r\n", "354 go on", "250 7");
    }

    @Test
    void aDottedTextOverItsBoundIsConsumedToItsEnd() {
        checkIn(
                "SEND\r\n" + "x".repeat(39) + "\r\n.\r\nNOOP\r\n",
                "354 go on",
                "-ERR too big",
                "+OK");
        checkIn("SEND\r\n" + "x".repeat(38) + "\r\n.\r\nNOOP\r\n", "354 go on", "250 40", "+OK");
    }

    @Test
    void aDottedTextFarOverItsBoundEndsTheConnection() {
        StringTransport transport = DROP.connect();
        transport.deliver(IN + "SEND\r\n" + "x".repeat(300));
        assertThat(transport.text()).endsWith("354 go on\r\n-ERR too big\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void withoutTlsItsCommandIsUnavailable() {
        check("STLS\r\n", "-ERR not now");
    }

    private static StringTransport connectSecurable() {
        CommandFactory<?> factory = (CommandFactory<?>) DROP.factory();
        factory.tls(TlsContext.client());
        return Served.connect(factory);
    }

    @Test
    void afterTlsTheSessionRestarts() {
        StringTransport transport = connectSecurable();
        transport.deliver("USER a\r\nSTLS\r\n");
        assertThat(transport.takeText()).isEqualTo(said("+OK drop ready", "+OK a", "+OK begin"));
        assertThat(transport.isSecure()).isTrue();
        transport.deliver("STLS\r\nPASS good\r\nLIST 1\r\n");
        assertThat(transport.text()).isEqualTo(said("-ERR not now", "+OK in", "+OK 1 10"));
    }

    @Test
    void plainTextAfterTheRequestForTlsIsNeverHandled() {
        StringTransport transport = connectSecurable();
        transport.deliver("STLS\r\nUSER a\r\n");
        transport.deliver("USER b\r\n");
        assertThat(transport.text()).isEqualTo(said("+OK drop ready", "+OK begin", "+OK b"));
        assertThat(transport.isSecure()).isTrue();
    }

    @Test
    void noHandlerIsKeptAfterTheEnd() throws Exception {
        StringTransport transport = new StringTransport();
        Protocol protocol = DROP.factory().buildProtocol(transport.getPeer());
        transport.connect(protocol).deliver("AUTH x\r\none\r\ntwo\r\nQUIT\r\n");
        assertThat(handler(protocol, "returnHandler")).isNotNull();
        transport.finish();

        assertThat(handler(protocol, "handler")).isNull();
        assertThat(handler(protocol, "returnHandler")).isNull();
    }

    private static Object handler(Protocol protocol, String field)
            throws ReflectiveOperationException {
        Field handler = protocol.getClass().getDeclaredField(field);
        handler.setAccessible(true);
        return handler.get(protocol);
    }

    @Test
    void theCurrentHandlerIsInformedOfTheEnd() throws Exception {
        StringTransport transport = DROP.connect();
        transport.deliver(IN + "QUIT\r\n");
        int before = log().length();
        transport.finish();
        assertThat(log().substring(before)).isEqualTo("gone ");
    }

    @Test
    void theProtocolItselfIsTheStateInWhichASessionBegins() {
        Served door =
                Served.compile(
                        """
                        @LineProtocol(caseSensitive = true) @Errors(misplaced = @Reply("NOT NOW"))
                        interface X {
                            @Command("hello") @Reply("HELLO") void hello();
                            @Command("enter") @Reply("IN") Inside enter();

                            interface Inside extends X {
                                @Command("bye") @Reply(value = "BYE", close = true) void bye();
                            }
                        }

                        final class H implements X.Inside {
                            public void hello() {}
                            public X.Inside enter() { return this; }
                            public void bye() {}
                        }
                        """);
        StringTransport transport = new StringTransport().connect(door.factory());
        transport.deliver("hello\r\nbye\r\nenter\r\nhello\r\nbye\r\n");

        assertThat(transport.text()).isEqualTo(said("HELLO", "NOT NOW", "IN", "HELLO", "BYE"));
    }

    @Test
    void beforeTheLoginTheLimitsAreLower() {
        Served door =
                Served.compile(
                        """
                        @LineProtocol(caseSensitive = true, initial = X.Guest.class)
                        @Errors(tooLong = @Reply("LONG"), tooBig = @Reply("BIG"), timeout = @Reply("LATE"))
                        interface X {
                            @Command("say {text*}") @Reply("OK") void say(String text);
                            @Command("put {data.length}") @Reply("OK") void put(@Payload byte[] data);

                            interface Guest extends X {
                                @Attempts @Command("login {word}") @Reply("IN") User login(String word) throws No;
                            }

                            interface User extends X {
                                @Attempts @Command("again {word}") @Reply("IN") User again(String word) throws No;
                                @Command("bye") @Reply(value = "BYE", close = true) void bye();
                            }
                            @Reply("NO") @SuppressWarnings("serial") final class No extends Exception { public No() {} }
                        }

                        final class H implements X.Guest, X.User {
                            public void say(String text) {}
                            public void put(byte[] data) {}
                            public X.User login(String word) { return this; }
                            public X.User again(String word) { return this; }
                            public void bye() {}
                        }
                        """);
        String much =
                "say " + "x".repeat(1_021) + "\r\nput 16385\r\n" + "x".repeat(16_385) + "\r\n";
        StringTransport guest = new StringTransport().connect(door.factory());
        StringTransport user = new StringTransport().connect(door.factory());
        user.deliver("login x\r\n");
        guest.deliver(much);
        user.deliver(much);
        guest.advance(Duration.ofSeconds(60));
        user.advance(Duration.ofSeconds(299));

        assertThat(guest.text()).isEqualTo(said("LONG", "BIG", "LATE"));
        assertThat(user.text()).isEqualTo(said("IN", "OK", "OK"));
        assertThat(user.isOpen()).isTrue();
    }

    private static final Served WAITING =
            Served.compile(
                    """
                    @LineProtocol(caseSensitive = true)
                    @Errors(misplaced = @Reply("WAIT {'{message}'}"), shutdown = @Reply("STOP"))
                    interface X {
                        @OnConnect @Reply("HELLO") void hello();
                        @Command(value = "data", last = true) @Reply("GO ON") void data();
                        @Command("noop") @Reply("OK") void noop();
                    }

                    final class H implements X {
                        public void hello() {}
                        public void data() {}
                        public void noop() {}
                    }
                    """);

    @Test
    void S9_aClientThatDoesNotWaitForARequiredReplyIsRefused() {
        CommandFactory<?> factory = (CommandFactory<?>) WAITING.factory();
        StringTransport transport = new StringTransport().connect(factory);
        transport.deliver("noop\r\ndata\r\n");
        transport.deliver("noop\r\nnoop\r\n");
        transport.deliver("data\r\nnoop\r\n");
        transport.finish();

        assertThat(transport.text())
                .isEqualTo(
                        said(
                                "HELLO",
                                "OK",
                                "GO ON",
                                "OK",
                                "OK",
                                "WAIT the reply must be waited for"));
        assertThat(factory.endings(CloseReason.EARLY)).isEqualTo(1);
    }

    @Test
    void S9_aClientThatSendsBeforeTheGreetingIsRefused() {
        CommandFactory<?> factory = (CommandFactory<?>) WAITING.factory();
        factory.greetingDelay(Duration.ofSeconds(2));
        StringTransport hasty = new StringTransport().connect(factory);
        StringTransport patient = new StringTransport().connect(factory);
        hasty.deliver("noop\r\nnoop\r\n");
        hasty.finish();
        patient.advance(Duration.ofSeconds(2));
        patient.deliver("noop\r\n");

        assertThat(hasty.text()).isEqualTo(said("WAIT the greeting must be waited for"));
        assertThat(factory.endings(CloseReason.EARLY)).isEqualTo(1);
        assertThat(patient.text()).isEqualTo(said("HELLO", "OK"));
    }

    @Test
    void S9_aClientBeforeItsGreetingIsDisconnectedWhenTheServerStops() {
        CommandFactory<?> factory = (CommandFactory<?>) WAITING.factory();
        factory.greetingDelay(Duration.ofSeconds(2));
        StringTransport transport = new StringTransport().connect(factory);
        transport.drain();

        assertThat(transport.text()).isEqualTo(said("STOP"));
        assertThat(transport.isOpen()).isFalse();
    }
}
