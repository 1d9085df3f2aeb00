package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** What pushed payloads and those of exceptions hold: both sides. */
class GeneratedPushedContentsTest {
    private static final Served MAIL =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("500 {'what?'}"))
                    public interface X {
                        @Command("TELL {count}") @Reply("200 {'told'}") void tell(int count);
                        @Command("FAIL {why}") @Reply("201 {'done'}") void fail(String why) throws Refused, Bounced;

                        @Format("{number} {text*}") record Row(long number, String text) {}

                        @Format("From: {from*}\\n\\n{body*}") record Letter(String from, List<String> body) {}

                        @Push interface Pushes {
                            @Reply("ROWS {name}") void rows(String name, @Payload(Payload.Framing.DOTTED) List<Row> rows);
                            @Reply("LETTER") void letter(@Payload(Payload.Framing.DOTTED) Letter letter);
                        }

                        @Reply("550 {message*}") class Refused extends Exception {
                            private final List<String> lines;
                            public Refused(String message, @Payload(Payload.Framing.DOTTED) List<String> lines) {
                                super(message);
                                this.lines = lines;
                            }
                            public List<String> lines() { return lines; }
                        }

                        @Reply("551 {text.length}") class Bounced extends Exception {
                            private final transient Bytes text;
                            public Bounced(@Payload Bytes text) {
                                super("bounced");
                                this.text = text;
                            }
                            public Bytes text() { return text; }
                        }
                    }
                    class H implements X {
                        private final Peer peer;
                        H(Peer peer) { this.peer = peer; }
                        public void tell(int count) {
                            List<Row> rows = new ArrayList<>();
                            for (int i = 0; i < count; i++) { rows.add(new Row(i, "." + i)); }
                            XPushes.to(peer).rows("n", rows);
                            XPushes.to(peer).letter(new Letter("me", List.of(".x", "")));
                        }
                        public void fail(String why) throws Refused, Bounced {
                            if (why.equals("text")) { throw new Bounced(Bytes.of("a\\r\\nb")); }
                            throw new Refused(why, List.of("one", ".two"));
                        }
                    }
                    """);

    private static final String ROWS = "ROWS n\r\n0 .0\r\n1 .1\r\n.\r\n";
    private static final String LETTER = "LETTER\r\nFrom: me\r\n\r\n..x\r\n\r\n.\r\n";
    private static final String REFUSED = "550 so\r\none\r\n..two\r\n.\r\n";
    private static final String BOUNCED = "551 4\r\na\r\nb\r\n";

    private final List<String> pushed = new ArrayList<>();

    private static Throwable failure(CompletableFuture<?> call) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        call.whenComplete((value, thrown) -> failure.set(thrown));
        return failure.get();
    }

    @Test
    void contentsArePushed() {
        StringTransport transport = MAIL.connect();
        transport.deliver("TELL 2\r\n");
        transport.runTurns();
        assertThat(transport.text()).isEqualTo(ROWS + LETTER + "200 told\r\n");
    }

    @Test
    void theClientReadsPushedContents_cutAtEveryByte() throws Exception {
        String all = ROWS + LETTER;
        for (int cut = 1; cut < all.length(); cut++) {
            pushed.clear();
            try (Called client = new Called(MAIL, "X$Pushes", pushed::add, "")) {
                client.answer(all.substring(0, cut));
                client.answer(all.substring(cut));
                assertThat(pushed)
                        .containsExactly(
                                "rows[n, [Row[number=0, text=.0], Row[number=1, text=.1]]]",
                                "letter[Letter[from=me, body=[.x, ]]]");
            }
        }
    }

    @Test
    void aPushWhoseContentDoesNotFitIsDropped() throws Exception {
        try (Called client = new Called(MAIL, "X$Pushes", pushed::add, "")) {
            client.answer("ROWS n\r\nnone\r\n.\r\n" + LETTER);
            assertThat(pushed).containsExactly("letter[Letter[from=me, body=[.x, ]]]");
        }
    }

    @Test
    void exceptionsHavePayloads() {
        assertThat(MAIL.answer("FAIL so\r\nFAIL text\r\n")).isEqualTo(REFUSED + BOUNCED);
    }

    @Test
    void theClientReadsExceptionsWithPayloads_cutAtEveryByte() throws Exception {
        String all = REFUSED + BOUNCED;
        for (int cut = 1; cut < all.length(); cut++) {
            try (Called client = new Called(MAIL, "X$Pushes", pushed::add, "")) {
                CompletableFuture<?> refused = client.call("fail", "so");
                CompletableFuture<?> bounced = client.call("fail", "text");
                client.answer(all.substring(0, cut));
                client.answer(all.substring(cut));
                Throwable first = failure(refused);
                assertThat(first).hasMessage("so");
                assertThat(first.getClass().getMethod("lines").invoke(first))
                        .isEqualTo(List.of("one", ".two"));
                Throwable second = failure(bounced);
                assertThat(second.getClass().getMethod("text").invoke(second))
                        .hasToString("a\r\nb");
            }
        }
    }
}
