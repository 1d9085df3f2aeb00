package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** Lines end as declared, in each direction, however the network cuts them. */
class EndsTest {
    private static final Bytes ALL =
            Bytes.of(
                    IntStream.range(0, 256)
                            .mapToObj(i -> String.valueOf((char) i))
                            .reduce("", String::concat)
                            .getBytes(ISO_8859_1));

    private static class Handler implements Ends.Nul, Ends.Modem, Ends.Signs {
        @Override
        public Ends.Said say(String word, String text) {
            return new Ends.Said(word, text);
        }

        @Override
        public List<String> list(List<String> words) {
            return words;
        }

        @Override
        public Ends.Got put(Bytes data) {
            return new Ends.Got(data);
        }
    }

    private static Factory nul() {
        return new Ends_NulFactory(peer -> new Handler());
    }

    private static Factory modem() {
        return new Ends_ModemFactory(peer -> new Handler());
    }

    private static Factory signs() {
        return new Ends_SignsFactory(peer -> new Handler());
    }

    /** What a server answers, whole, cut in two anywhere, and byte by byte. */
    private static void check(Factory factory, String sent, String answered) {
        byte[] bytes = sent.getBytes(ISO_8859_1);
        for (int cut = 0; cut < bytes.length; cut++) {
            StringTransport transport = new StringTransport().connect(factory.buildProtocol(null));
            transport.deliver(Arrays.copyOf(bytes, cut));
            transport.deliver(Arrays.copyOfRange(bytes, cut, bytes.length));
            assertThat(text(transport)).as("cut at %d", cut).isEqualTo(answered);
        }
        StringTransport transport = new StringTransport().connect(factory.buildProtocol(null));
        for (byte one : bytes) {
            transport.deliver(new byte[] {one});
        }
        assertThat(text(transport)).as("byte by byte").isEqualTo(answered);
    }

    private static String text(StringTransport transport) {
        return new String(transport.value(), ISO_8859_1);
    }

    @Test
    void nulOrLf() {
        check(nul(), "SAY a b c\0SAY d e\nLIST x y\0", "SAID a b c\0SAID d e\0x\0y\0END\0");
        check(nul(), "PUT 4\0a\0\nb\nPUT 0\n\0what\0", "GOT 4\0a\0\nb\0GOT 0\0\0WHAT what\0");
        check(nul(), "SAY a b\r\nSAY d e\0", "BAD control character\0SAID d e\0");
    }

    @Test
    void crAndCrLf() {
        check(modem(), "say a b c\rLIST x y\r", "SAID a b c\r\nx\r\ny\r\nEND\r\n");
        check(
                modem(),
                "PUT 3\r\r\na\rSAY a b\n\rSAY d e\r",
                "GOT 3\r\n\r\na\r\nBAD control character\r\nSAID d e\r\n");
    }

    @Test
    void signsOfOneCharacterOrTwo() {
        check(signs(), "SAY a! b!c!?LIST x ?;SAY d e;", "SAID a! b!c#\rx#\r?#\rEND#\rSAID d e#\r");
        check(signs(), "PUT 4;;!?#!?WHO;", "GOT 4#\r;!?##\rWHAT WHO#\r");
    }

    @Test
    void aReplyThatWouldEndTooEarlyIsNotWritten() {
        check(signs(), "SAY a b;SAY a# b;SAY a b;", "SAID a b#\r");
    }

    private final MemoryNetwork network = new MemoryNetwork(7);
    private final Reactor reactor = network.reactor();

    private <C> C connect(CompletableFuture<Connection<C>> opened) {
        network.run();
        return opened.join().commands();
    }

    @Test
    void aClientAndAServerUnderstandEachOther() {
        reactor.listen("tcp:4000", nul());
        reactor.listen("tcp:4001", modem());
        reactor.listen("tcp:4002", signs());
        Ends_NulClient nul =
                connect(Ends_NulClient.open(reactor, "tcp:127.0.0.1:4000", text -> {}));
        Ends_ModemClient modem = connect(Ends_ModemClient.open(reactor, "tcp:127.0.0.1:4001"));
        Ends_SignsClient signs = connect(Ends_SignsClient.open(reactor, "tcp:127.0.0.1:4002"));
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(nul.say("a", "b " + i));
            calls.add(nul.list(List.of("x", "y")));
            calls.add(nul.put(ALL));
            calls.add(modem.say("a", "b " + i));
            calls.add(modem.list(List.of("x", "y")));
            calls.add(modem.put(ALL));
            calls.add(signs.say("a", "b " + i));
            calls.add(signs.list(List.of("x", "y")));
            calls.add(signs.put(ALL));
        }
        network.run();
        for (int i = 0; i < calls.size(); i += 3) {
            assertThat(calls.get(i).join()).isEqualTo(new Ends.Said("a", "b " + i / 9));
            assertThat(calls.get(i + 1).join()).isEqualTo(List.of("x", "y"));
            assertThat(calls.get(i + 2).join()).isEqualTo(new Ends.Got(ALL));
        }
    }

    @Test
    void aClientRefusesWhatWouldEndItsLine() {
        reactor.listen("tcp:4002", signs());
        Ends_SignsClient signs = connect(Ends_SignsClient.open(reactor, "tcp:127.0.0.1:4002"));
        CompletableFuture<?> semicolon = signs.say("a;", "b");
        CompletableFuture<?> mark = signs.say("a", "b!");
        CompletableFuture<?> hash = signs.say("a", "b?#");
        network.run();
        assertThatThrownBy(semicolon::join)
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining("the begin of a line end in a value");
        assertThatThrownBy(mark::join)
                .hasStackTraceContaining("the begin of a line end in a value");
        assertThat(hash).isCompletedExceptionally();
    }
}
