package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** Commands whose success is answered only if they have a tag: both sides. */
class GeneratedReceiptsTest {
    private static final Served QUEUE =
            Served.compile(
                    """
                    @LineProtocol(terminator = Terminator.LF, order = Order.TAGGED)
                    @Envelope(command = "{*}\\n[receipt:{tag}]\\n\\n", reply = "{*}\\n[receipt-id:{tag}]\\n\\n")
                    @NoReply(unless = "tag")
                    @Errors(
                            unknown = @Reply("ERROR\\nmessage:{'unknown {verb}'}"),
                            malformed = @Reply("ERROR\\nmessage:{'{message}'}"),
                            refusals = "ERROR\\nmessage:{*}")
                    public interface X {
                        @Command("SEND\\nbody:{body*}") @Reply("RECEIPT") void send(String body) throws Full;
                        @Command("LATER\\nbody:{body*}") @Reply("RECEIPT") CompletionStage<Void> later(String body) throws Full;
                        @Command("COUNT") @Reply("COUNTED\\nsent:{}") int count();
                        @Command("BYE") @Reply(value = "RECEIPT", close = true) void bye();
                        @Command("BYE-LATER") @Reply(value = "RECEIPT", close = true) CompletionStage<Void> byeLater();

                        @Reply("ERROR\\nmessage:{message*}") class Full extends Exception {
                            public Full(String message) { super(message); }
                        }
                    }
                    class H implements X {
                        private int sent;
                        public void send(String body) throws Full {
                            if (body.equals("much")) { throw new Full("full"); }
                            sent++;
                        }
                        public CompletionStage<Void> later(String body) {
                            sent++;
                            return body.equals("much")
                                    ? CompletableFuture.failedFuture(new Full("full"))
                                    : CompletableFuture.completedFuture(null);
                        }
                        public int count() { return sent; }
                        public void bye() {}
                        public CompletionStage<Void> byeLater() { return CompletableFuture.completedFuture(null); }
                    }
                    """);

    private static StringTransport served(String input) {
        StringTransport transport = QUEUE.connect();
        transport.deliver(input);
        transport.runTurns();
        return transport;
    }

    @Test
    void successIsAnsweredOnlyToACommandWithATag() {
        assertThat(
                        served(
                                        "SEND\nbody:a\n\nLATER\nbody:b\n\nSEND\nbody:c\nreceipt:7\n\n"
                                                + "LATER\nreceipt:8\nbody:d\n\n")
                                .text())
                .isEqualTo("RECEIPT\nreceipt-id:7\n\nRECEIPT\nreceipt-id:8\n\n");
    }

    @Test
    void resultsAreAlwaysAnswered() {
        assertThat(served("SEND\nbody:a\n\nCOUNT\n\nCOUNT\nreceipt:1\n\n").text())
                .isEqualTo("COUNTED\nsent:1\n\nCOUNTED\nsent:1\nreceipt-id:1\n\n");
    }

    @Test
    void errorsAreAlwaysAnswered() {
        assertThat(
                        served(
                                        "SEND\nbody:much\n\nLATER\nbody:much\n\nSEND\nbody:much\nreceipt:1\n\n"
                                                + "WHAT\n\nSEND\n\n")
                                .text())
                .isEqualTo(
                        "ERROR\nmessage:full\n\nERROR\nmessage:full\n\nERROR\nmessage:full\nreceipt-id:1\n\n"
                                + "ERROR\nmessage:unknown WHAT\n\nERROR\nmessage:field body is missing\n\n");
    }

    @Test
    void theLastReplyEndsTheConnection_whetherItIsWrittenOrNot() {
        for (String verb : new String[] {"BYE", "BYE-LATER"}) {
            StringTransport silent = served(verb + "\n\nCOUNT\n\n");
            assertThat(silent.text()).isEmpty();
            assertThat(silent.isDisconnecting()).isTrue();
            StringTransport told = served(verb + "\nreceipt:1\n\nCOUNT\n\n");
            assertThat(told.text()).isEqualTo("RECEIPT\nreceipt-id:1\n\n");
            assertThat(told.isDisconnecting()).isTrue();
        }
    }

    @Test
    void aTagThatIsWrongIsAnError() {
        assertThat(
                        served(
                                        "SEND\nbody:a\nreceipt:1 2\n\nSEND\nbody:a\nreceipt:1\nreceipt:2\n\n")
                                .text())
                .isEqualTo(
                        "ERROR\nmessage:too many words\n\n"
                                + "ERROR\nmessage:field receipt is repeated\nreceipt-id:1\n\n");
    }

    @Test
    void aClientGivesEachCommandATag_andLearnsOfEachSuccess() throws Exception {
        StringTransport server = QUEUE.connect();
        try (Called client = new Called(QUEUE)) {
            CompletableFuture<?> send = client.call("send", "a");
            CompletableFuture<?> much = client.call("later", "much");
            CompletableFuture<?> count = client.call("count");
            String written = client.received();
            assertThat(written)
                    .isEqualTo(
                            "SEND\nbody:a\nreceipt:1\n\nLATER\nbody:much\nreceipt:2\n\nCOUNT\nreceipt:3\n\n");
            assertThat(send).isNotDone();
            server.deliver(written);
            server.runTurns();
            assertThat(server.text())
                    .isEqualTo(
                            "RECEIPT\nreceipt-id:1\n\nERROR\nmessage:full\nreceipt-id:2\n\n"
                                    + "COUNTED\nsent:2\nreceipt-id:3\n\n");
            client.answer(server.text());
            assertThat(send).isCompleted();
            List<Object> ends = new ArrayList<>();
            much.whenComplete((value, thrown) -> ends.add(thrown.toString()));
            count.thenAccept(ends::add);
            assertThat(ends).containsExactly("p.X$Full: full", 2);
        }
    }
}
