package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** What beside commands and states a declaration may say, on the server. */
class GeneratedLanguageTest {
    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    // ---- supplied values

    private static final Served SUPPLIES =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("500 {host} {verb}"))
                    interface X {
                        @Supplies String host();
                        @Supplies boolean quiet();
                        @Command("HELO {who}") @Reply("250 {host} {who}") void helo(String who);
                        @Command("SET") @Reply("OK") @NoReply(when = "quiet") void set();
                        @Command("FAIL") @Reply("OK") void fail() throws No;
                        @Reply("NO {host} {message*}") final class No extends Exception { public No(String message) { super(message); } }
                    }
                    final class H implements X {
                        int count;
                        public String host() { return "h" + ++count; }
                        public boolean quiet() { return count > 1; }
                        public void helo(String who) {}
                        public void set() {}
                        public void fail() throws No { throw new No("not so"); }
                    }
                    """);

    @Test
    void aSuppliedValueIsUsedInRepliesExceptionsAndErrors() {
        assertThat(SUPPLIES.answer("HELO me\r\nFAIL\r\nWHAT\r\n"))
                .isEqualTo(lines("250 h1 me", "NO h2 not so", "500 h3 WHAT"));
    }

    @Test
    void aSuppliedValueSuppressesAReply() {
        assertThat(SUPPLIES.answer("SET\r\nHELO a\r\nHELO b\r\nSET\r\nHELO c\r\n"))
                .isEqualTo(lines("OK", "250 h1 a", "250 h2 b", "250 h3 c"));
    }

    // ---- bounds

    private static final Served BOUNDS =
            Served.compile(
                    """
                    @LineProtocol(initial = X.Small.class)
                    @Errors(unknown = @Reply("UNKNOWN"), tooLong = @Reply("LONG"), tooBig = @Reply("BIG"), usage = @Reply("USAGE"))
                    @Limits(line = 20, payload = 4, words = 2)
                    interface X {
                        @Command("say {text*}") @Reply("OK") void say(String text);
                        interface Small extends X {
                            @Command("long {text*}") @Limits(line = 30) @Reply("OK") void longer(String text);
                            @Command("put {data.length}") @Limits(payload = 8) @Reply("OK") void put(@Payload Bytes data);
                            @Command("few {words...}") @Reply("OK") void few(List<String> words);
                            @Command("many {words...}") @Reply("OK") void many(@Limits(words = 5) List<String> words);
                            @Command("go") @Reply("OK") Large go();
                        }
                        @Limits(line = 60, errors = 2) interface Large extends X {
                            @Command("back") @Reply("OK") Small back();
                        }
                    }
                    final class H implements X.Small, X.Large {
                        public void say(String text) {}
                        public void longer(String text) {}
                        public void put(Bytes data) {}
                        public void few(List<String> words) {}
                        public void many(List<String> words) {}
                        public X.Large go() { return this; }
                        public X.Small back() { return this; }
                    }
                    """);

    @Test
    void aCommandsOwnBoundOnItsLineHoldsForItAlone() {
        assertThat(
                        BOUNDS.answer(
                                "say 56789012345678901\r\nlong 56789012345678901\r\nlong "
                                        + "x".repeat(26)
                                        + "\r\n"))
                .isEqualTo(lines("LONG", "OK", "LONG"));
    }

    @Test
    void aCommandsOwnBoundsOnPayloadAndWordsHold() {
        assertThat(
                        BOUNDS.answer(
                                "put 8\r\n12345678\r\nput 9\r\n123456789\r\nfew a b c\r\nmany a b c d e\r\n"))
                .isEqualTo(lines("OK", "BIG", "USAGE", "OK"));
    }

    @Test
    void aStatesOwnBoundsHoldFromItsBeginToItsEnd() {
        String long40 = "say " + "x".repeat(40) + "\r\n";

        assertThat(BOUNDS.answer(long40 + "go\r\n" + long40 + "back\r\n" + long40))
                .isEqualTo(lines("LONG", "OK", "OK", "OK", "LONG"));
    }

    @Test
    void aStatesOwnBoundOnErrorsHolds() {
        assertThat(BOUNDS.answer("a\r\nb\r\nc\r\ngo\r\na\r\nb\r\nc\r\n"))
                .isEqualTo(lines("UNKNOWN", "UNKNOWN", "UNKNOWN", "OK", "UNKNOWN", "UNKNOWN"));
    }

    @Test
    void theFactorysBoundsGoBeforeAll() {
        StringTransport transport = Served.connect(BOUNDS.factory(limits -> limits.withLine(10)));

        transport.deliver("say 1234567\r\ngo\r\nsay 1234567\r\n");

        assertThat(transport.text()).isEqualTo(lines("LONG", "OK", "LONG"));
    }

    // ---- several payloads

    private static final Served PAYLOADS =
            Served.compile(
                    """
                    @LineProtocol(separator = Separator.BLANKS)
                    @Errors(malformed = @Reply("BAD"), tooBig = @Reply("BIG"))
                    @Limits(payload = 10)
                    interface X {
                        @Command("PUB {to}[ {reply}] {head.length} {head+body.length}") @Reply("{*}")
                        String pub(String to, Optional<String> reply, @Payload(trailer = Payload.Trailer.NONE) Bytes head, @Payload Bytes body);
                        @Command("TWO {a.length} {b.length}") Pair two(@Payload(trailer = Payload.Trailer.NONE) Bytes a, @Payload Bytes b);
                        @Reply("PAIR {x.length} {x+y.length}")
                        record Pair(@Payload(trailer = Payload.Trailer.NONE) Bytes x, @Payload Bytes y) {}
                    }
                    final class H implements X {
                        public String pub(String to, Optional<String> reply, Bytes head, Bytes body) { return to + reply.orElse("-") + head + "|" + body; }
                        public X.Pair two(Bytes a, Bytes b) { return new X.Pair(b, a); }
                    }
                    """);

    @Test
    void payloadsFollowEachOther() {
        assertThat(PAYLOADS.answer("PUB a 3 5\r\nabcde\r\nPUB a r 0 2\r\nde\r\nTWO 1 2\r\nabc\r\n"))
                .isEqualTo(lines("a-abc|de", "ar|de", "PAIR 2 3", "bca"));
    }

    @Test
    void tabsSeparateWordsWhereTheyMay() {
        assertThat(PAYLOADS.answer("PUB\ta \t 3\t5\r\nabcde\r\n")).isEqualTo(lines("a-abc|de"));
    }

    @Test
    void aTotalBelowItsPartsEndsTheConnection() {
        StringTransport transport = PAYLOADS.connect();

        transport.deliver("PUB a 5 3\r\nabcde\r\n");

        assertThat(transport.text()).isEqualTo(lines("BAD"));
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void payloadsAreBoundedTogether() {
        assertThat(PAYLOADS.answer("PUB a 5 11\r\n12345678901\r\nPUB a 1 2\r\nab\r\n"))
                .isEqualTo(lines("BIG", "a-a|b"));
    }

    // ---- envelopes and trailing words

    private static final Served CHAT =
            Served.compile(
                    """
                    @LineProtocol(carrier = Carrier.TRAILING, terminator = Terminator.CRLF_OR_LF)
                    @Envelope(command = "[:{} ]{*}", reply = ":{server} {*}")
                    @Errors(unknown = @Reply("421 {verb} :{'Unknown command'}"), usage = @Reply("461 {verb} :{'Syntax'}"),
                            tooLong = @Reply(value = "ERROR :{'long'}", bare = true, close = true))
                    @Limits(line = 40)
                    interface X {
                        @Supplies String server();
                        @Command("PING :{token*}") @Reply("PONG :{token*}") void ping(String token);
                        @Command("JOIN {channels,...}[ {keys,...}]") @Reply("JOINED {} {'{channels,...}'}") int join(List<String> channels, List<String> keys);
                        @Command("SAY {to}[ :{text*}]") @Reply("{*}") String say(String to, Optional<String> text);
                        @Command("REQ :{wanted ...}") List_ req(List<String> wanted);
                        @Command("WHO {mask}") @Envelope(reply = "{*}") @Reply("HE") void who(String mask);
                        @Reply("GOT :{all ...}") record List_(List<String> all) {}
                    }
                    final class H implements X {
                        public String server() { return "s"; }
                        public void ping(String token) {}
                        public int join(List<String> channels, List<String> keys) { return channels.size() * 10 + keys.size(); }
                        public String say(String to, Optional<String> text) { return to + "=" + text; }
                        public X.List_ req(List<String> wanted) { return new X.List_(wanted); }
                        public void who(String mask) {}
                    }
                    """);

    @Test
    void theLastWordMayHaveBlanksAfterAColon() {
        assertThat(CHAT.answer("PING :a b\r\nPING c\nSAY x :\r\nSAY x\r\nSAY :x\r\nSAY x :y z\r\n"))
                .isEqualTo(
                        lines(
                                ":s PONG :a b",
                                ":s PONG :c",
                                ":s x=Optional[]",
                                ":s x=Optional.empty",
                                ":s x=Optional.empty",
                                ":s x=Optional[y z]"));
    }

    @Test
    void listsAreBetweenCommasOrAfterTheColon() {
        assertThat(CHAT.answer("JOIN a,b k\r\nJOIN :a\r\nREQ :a b c\r\nREQ :\r\n"))
                .isEqualTo(
                        lines(":s JOINED 21 a,b", ":s JOINED 10 a", ":s GOT :a b c", ":s GOT :"));
    }

    @Test
    void theEnvelopeOfACommandIsReadAndDropped() {
        assertThat(CHAT.answer(":me PING x\r\n:me!a@b FOO\r\nJOIN\r\n:me JOIN\r\n"))
                .isEqualTo(
                        lines(
                                ":s PONG :x",
                                ":s 421 FOO :Unknown command",
                                ":s 461 JOIN :Syntax",
                                ":s 461 JOIN :Syntax"));
    }

    @Test
    void aReplyMayStandBare() {
        assertThat(CHAT.answer("WHO x\r\nPING :" + "x".repeat(40) + "\r\n"))
                .isEqualTo(lines("HE", "ERROR :long"));
    }

    @Test
    void aValueThatWouldBecomeTheLastWordIsRefused() {
        StringTransport transport =
                Served.compile(
                                """
                                @LineProtocol(carrier = Carrier.TRAILING)
                                @Errors(failed = @Reply("FAILED"))
                                interface X { @Command("A") @Reply("{} x") String a(); }
                                final class H implements X { public String a() { return ":b"; } }
                                """)
                        .connect();

        transport.deliver("A\r\n");

        assertThat(transport.text()).isEqualTo(lines("FAILED"));
    }

    private static final Served TAGGED =
            Served.compile(
                    """
                    @LineProtocol
                    @Envelope(command = "{tag} {*}", reply = "{tag} {*}", other = "* {*}")
                    @Errors(unknown = @Reply("BAD {verb}"))
                    interface X {
                        @Command("NOOP") @Reply("OK") void noop();
                        @Command("LIST") @Reply(each = "ITEM {}", end = "OK done") List<Integer> list();
                        @Command("PUT {data.length}") @Reply("OK {}") int put(@Payload Bytes data);
                    }
                    final class H implements X {
                        public void noop() {}
                        public List<Integer> list() { return List.of(1, 2); }
                        public int put(Bytes data) { return data.length(); }
                    }
                    """);

    @Test
    void aTagIsRepeatedInTheLineThatEndsTheReply() {
        assertThat(TAGGED.answer("a1 NOOP\r\na2 LIST\r\na3 WHAT\r\na4 PUT 2\r\nhi\r\n"))
                .isEqualTo(
                        lines(
                                "a1 OK",
                                "* ITEM 1",
                                "* ITEM 2",
                                "a2 OK done",
                                "a3 BAD WHAT",
                                "a4 OK 2"));
    }

    // ---- marked lines, capabilities, named words

    private static final Served MAIL =
            Served.compile(
                    """
                    @LineProtocol(initial = X.New.class, continued = "-")
                    @Errors(unknown = @Reply("500 {'no'}"), misplaced = @Reply("503 {'order'}"), malformed = @Reply("501 {'{message}'}"))
                    @Advertise("BASE")
                    interface X {
                        @Supplies int max();
                        interface New extends X {
                            @Command("EHLO {who}") @Reply(value = "250 host {''}", each = "250 {*}") Hello ehlo(String who);
                            @Command("LIST {count}") @Reply(value = "250 {'list'}", each = "250 {}") List<Integer> list(int count);
                            @Command("BARE {count}") @Reply(each = "211 {}") List<Integer> bare(int count);
                            @Command("HELP") @Reply(each = "214 {}", end = "214 {'done'}") List<Integer> help();
                        }
                        interface Ready extends X {
                            @Command("QUIT") @Reply(value = "221", close = true) default void quit() {}
                            @Command("MAIL <{from}>[ {options=...}]") @Reply("250 {*}") @Advertise({"SIZE {max}", "8BIT"})
                            @Errors(misplaced = @Reply("503 {'nested'}"))
                            String mail(String from, Options options);
                            @Command("RCPT[ {all=...}]") @Reply("250 {*}") String rcpt(Map<String, String> all);
                            @Command("BDAT {data.length}") @Reply("250 {'chunk'}") void bdat(@Payload(trailer = Payload.Trailer.NONE) Bytes data);
                            @Command("CAPA") @Reply("+OK") @Payload(Payload.Framing.DOTTED) default Capabilities capa() { return Capabilities.derived().and("MORE").without("8BIT"); }
                        }
                        record Hello(Capabilities capabilities, Ready next) {}
                        record Options(OptionalLong size, Optional<Body> body, boolean utf8, @Format("ENVID") Optional<String> id) {}
                        enum Body { @Format("7BIT") SEVEN, @Format("8BITMIME") EIGHT }
                    }
                    final class H implements X.New, X.Ready {
                        public int max() { return 7; }
                        public X.Hello ehlo(String who) { return new X.Hello(who.equals("bare") ? Capabilities.of(List.of()) : Capabilities.derived(), this); }
                        private static List<Integer> upTo(int count) { return java.util.stream.IntStream.range(0, count).boxed().toList(); }
                        public List<Integer> list(int count) { return upTo(count); }
                        public List<Integer> bare(int count) { return upTo(count); }
                        public List<Integer> help() { return upTo(2); }
                        public String mail(String from, X.Options options) { return options.toString(); }
                        public String rcpt(Map<String, String> all) { return new TreeMap<>(all).toString(); }
                        public void bdat(Bytes data) {}
                    }
                    """);

    @Test
    void allLinesButTheLastAreMarked() {
        assertThat(MAIL.answer("LIST 0\r\nLIST 2\r\nBARE 1\r\nBARE 2\r\nHELP\r\n"))
                .isEqualTo(
                        lines(
                                "250 list",
                                "250-list",
                                "250-0",
                                "250 1",
                                "211 0",
                                "211-0",
                                "211 1",
                                "214-0",
                                "214-1",
                                "214 done"));
    }

    @Test
    void capabilitiesAreThoseOfTheStateThatTheReplyLeadsTo() {
        assertThat(MAIL.answer("EHLO me\r\n"))
                .isEqualTo(lines("250-host", "250-BASE", "250-SIZE 7", "250 8BIT"));
        assertThat(MAIL.answer("EHLO bare\r\nCAPA\r\n"))
                .isEqualTo(lines("250 host", "+OK", "BASE", "SIZE 7", "MORE", "."));
    }

    private static final Served LISTS =
            Served.compile(
                    """
                    @LineProtocol(initial = X.Stranger.class)
                    @Advertise("READER")
                    interface X {
                        @Command("CAPABILITIES") @Reply("101") @Payload(Payload.Framing.DOTTED) default Capabilities capabilities() { return Capabilities.now(); }
                        @Command("ALL") @Reply("101") @Payload(Payload.Framing.DOTTED) default Capabilities all() { return Capabilities.derived(); }
                        @Command("MORE") @Reply("101") @Payload(Payload.Framing.DOTTED) default Capabilities more() { return Capabilities.now().and("LIST MORE").without("READER"); }
                        /** Lists   what may be sent {@code now}. Not this. */
                        @Command("HELP") @Reply(value = "100", each = "{usage*} - {summary*}") @Payload(Payload.Framing.DOTTED) default List<Help> help() { return Help.derived(); }
                        @Command("HELP {verb}") @Reply(value = "100", each = "{usage*}", end = ".") default List<Help> help(String verb) { return Help.about(verb); }
                        interface Stranger extends X {
                            /** Logs <b>in</b> \u20ac */
                            @Command("LOGIN") @Reply("200") @Advertise("AUTH PLAIN") Reader login();
                            @Command("LOGIN {name}") @Reply("200") @Advertise("AUTH LOGIN") Reader login(String name);
                        }
                        interface Reader extends X {
                            @Command("LIST") @Reply("200") @Advertise("LIST ACTIVE") void list();
                            @Command("LIST {what}") @Reply("200") @Advertise("LIST NEWSGROUPS") void list(String what);
                            @Command("POST") @Reply("200") @Advertise("POST") void post();
                            @Command("QUIT") @Reply(value = "205", close = true) void quit();
                        }
                    }
                    final class H implements X.Stranger, X.Reader {
                        public X.Reader login() { return this; }
                        public X.Reader login(String name) { return this; }
                        public void list() {}
                        public void list(String what) {}
                        public void post() {}
                        public void quit() {}
                    }
                    """);

    @Test
    void capabilitiesOfThisStateAlone_withLinesOfOneWordJoined() {
        assertThat(LISTS.answer("CAPABILITIES\r\nALL\r\n"))
                .isEqualTo(
                        lines(
                                "101",
                                "READER",
                                "AUTH PLAIN LOGIN",
                                ".",
                                "101",
                                "READER",
                                "AUTH PLAIN",
                                "AUTH LOGIN",
                                "LIST ACTIVE",
                                "LIST NEWSGROUPS",
                                "POST",
                                "."));
        assertThat(LISTS.answer("LOGIN\r\nCAPABILITIES\r\nMORE\r\n"))
                .isEqualTo(
                        lines(
                                "200",
                                "101",
                                "READER",
                                "LIST ACTIVE NEWSGROUPS",
                                "POST",
                                ".",
                                "101",
                                "LIST ACTIVE NEWSGROUPS MORE",
                                "POST",
                                "."));
    }

    @Test
    void helpListsTheCommandsOfThisState() {
        assertThat(LISTS.answer("HELP login\r\nLOGIN\r\nHELP\r\nHELP x\r\n"))
                .isEqualTo(
                        lines(
                                "100",
                                "LOGIN",
                                "LOGIN <name>",
                                ".",
                                "200",
                                "100",
                                "LIST - ",
                                "LIST <what> - ",
                                "POST - ",
                                "QUIT - ",
                                "CAPABILITIES - ",
                                "ALL - ",
                                "MORE - ",
                                "HELP - Lists what may be sent now.",
                                "HELP <verb> - ",
                                ".",
                                "100",
                                "."));
    }

    @Test
    void namedWordsAreInAnyOrder() {
        String begin = "EHLO bare\r\n";

        assertThat(
                        MAIL.answer(
                                begin
                                        + "MAIL <a> SIZE=5 utf8 BODY=8bitmime\r\nMAIL <>\r\nmail <a> envid=x=y\r\n"))
                .isEqualTo(
                        lines(
                                "250 host",
                                "250 Options[size=OptionalLong[5], body=Optional[EIGHT], utf8=true, id=Optional.empty]",
                                "250 Options[size=OptionalLong.empty, body=Optional.empty, utf8=false, id=Optional.empty]",
                                "250 Options[size=OptionalLong.empty, body=Optional.empty, utf8=false, id=Optional[x=y]]"));
    }

    @Test
    void anUnknownOrRepeatedNamedWordIsMalformed() {
        assertThat(
                        MAIL.answer(
                                "EHLO bare\r\nMAIL <a> FOO=1\r\nMAIL <a> SIZE=1 SIZE=2\r\nMAIL <a> SIZE=x\r\nMAIL <a> SIZE\r\n"))
                .isEqualTo(
                        lines(
                                "250 host",
                                "501 unknown option FOO=1",
                                "501 repeated option SIZE",
                                "501 not a number",
                                "501 unknown option SIZE"));
    }

    @Test
    void aMapTakesAllNamedWords() {
        assertThat(MAIL.answer("EHLO bare\r\nRCPT\r\nRCPT B=2 A\r\n"))
                .isEqualTo(lines("250 host", "250 {}", "250 {A=, B=2}"));
    }

    @Test
    void aMisplacedCommandGetsItsOwnErrorAndItsPayloadIsSkipped() {
        assertThat(MAIL.answer("MAIL <a>\r\nRCPT\r\nBDAT 6\r\nLIST 0LIST 0\r\n"))
                .isEqualTo(lines("503 nested", "503 order", "503 order", "250 list"));
    }

    // ---- pushes

    private static final Served PUSHES =
            Served.compile(
                    """
                    @LineProtocol(initial = X.Out.class)
                    @Errors(failed = @Reply("FAILED"))
                    @Limits(line = 24)
                    interface X {
                        @Supplies String me();
                        interface Out extends X {
                            @Command("GO") @Reply("WENT") void go();
                            @Command("FAIL") @Reply("OK") void fail();
                            @Command("LIST") @Reply(value = "BEGIN", each = "{}", end = "END") void list(Replies<Integer> items);
                            @Command("AFTER") @Reply("FIRST") void after();
                            @Command("ENTER") void enter();
                            @Command("BAD") @Reply("OK") void bad();
                        }
                        interface In extends X {
                            @Command("OUT") @Reply("IS OUT") Out out();
                        }
                        @Push interface Events {
                            @Reply("SAID {text*}") void said(String text);
                            @Reply("TO {me} {text*}") void own(String text);
                            @Reply("DATA {data.length}") void data(@Payload Bytes data);
                            @Reply(each = "NAMES {where} :{names ...}", end = "END {where}") void names(String where, List<String> names);
                            @Reply("IN {me}") void in(In next);
                        }
                    }
                    final class H implements X.Out, X.In {
                        static final List<H> ALL = new ArrayList<>();
                        static final Group GROUP = new Group();
                        final Peer peer;
                        final XPushes pushes;
                        H(Peer peer) { this.peer = peer; pushes = XPushes.to(peer); ALL.add(this); }
                        public String me() { return "me"; }
                        public void go() {
                            pushes.said("before"); pushes.own("x"); pushes.data(Bytes.of("a\\r\\nb"));
                            pushes.names("here", List.of("ann", "bob", "carl", "dora", "eve"));
                            pushes.names("there", List.of());
                        }
                        public void fail() { pushes.said("said"); throw new IllegalStateException(); }
                        public void list(Replies<Integer> items) { pushes.said("inside"); items.send(1); pushes.said("again"); items.send(2); }
                        public void after() { peer.afterReply(() -> pushes.said("after")); }
                        public void enter() { pushes.in(this); }
                        public X.Out out() { return this; }
                        public void bad() { pushes.said("a\\r\\nb"); }
                        static void join() { ALL.forEach(h -> GROUP.add(h.peer)); }
                        static void tell() { XPushes.to(GROUP).said("all"); XPushes.to(GROUP.except(ALL.get(0).peer)).own("others"); }
                        static int size() { return GROUP.size(); }
                    }
                    """);

    @Test
    void aPushPrecedesTheReplyOfTheCommandThatMakesIt() {
        assertThat(PUSHES.answer("GO\r\n"))
                .isEqualTo(
                        lines(
                                "SAID before",
                                "TO me x",
                                "DATA 4",
                                "a",
                                "b",
                                "NAMES here :ann bob",
                                "NAMES here :carl",
                                "NAMES here :dora eve",
                                "END here",
                                "END there",
                                "WENT"));
    }

    @Test
    void aPushIsNeverInsideAReply() {
        assertThat(PUSHES.answer("LIST\r\n"))
                .isEqualTo(lines("BEGIN", "1", "2", "END", "SAID inside", "SAID again"));
    }

    @Test
    void thePushMessagesOfAFailingHandlerAreSent() {
        assertThat(PUSHES.answer("FAIL\r\n")).isEqualTo(lines("SAID said", "FAILED"));
    }

    @Test
    void aPushThatCannotBeWrittenIsRefusedAndNothingOfItIsSent() {
        assertThat(PUSHES.answer("BAD\r\n")).isEqualTo(lines("FAILED"));
    }

    @Test
    void aTaskRunsAfterTheReply() {
        assertThat(PUSHES.answer("AFTER\r\n")).isEqualTo(lines("FIRST", "SAID after"));
    }

    @Test
    void aPushLeadsToTheStateThatItCarries() {
        assertThat(PUSHES.answer("ENTER\r\nOUT\r\nGO\r\n"))
                .startsWith(lines("IN me", "IS OUT", "SAID before"));
    }

    @Test
    void aGroupReceivesTheSameAndClosedConnectionsLeaveIt() throws Exception {
        var factory = PUSHES.factory();
        Class<?> handlers = PUSHES.type("H");
        ((java.util.List<?>) call(handlers, "ALL")).clear();
        StringTransport first = Served.connect(factory);
        StringTransport second = Served.connect(factory);
        call(handlers, "join");

        call(handlers, "tell");

        assertThat(first.text()).isEqualTo(lines("SAID all"));
        assertThat(second.text()).isEqualTo(lines("SAID all", "TO me others"));

        second.lose(new org.ropewalk.reactor.ConnectionDone("gone"));
        assertThat(call(handlers, "size")).isEqualTo(1);
        call(handlers, "tell");
        assertThat(first.text()).isEqualTo(lines("SAID all", "SAID all"));
    }

    private static Object call(Class<?> type, String name) throws Exception {
        if (name.equals("ALL")) {
            var field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        }
        var method = type.getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(null);
    }
}
