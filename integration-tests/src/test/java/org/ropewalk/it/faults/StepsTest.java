package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.testing.StringTransport;

/** Replies that come later change no state that was entered behind their commands. */
class StepsTest {
    private static final String BROKEN = "a\nb\r\n.\r\n";

    private final List<CompletableFuture<String>> later = new ArrayList<>();
    private final List<CompletableFuture<Long>> taken = new ArrayList<>();
    private int broken;
    private final StringTransport transport =
            new StringTransport().connect(new StepsFactory(peer -> new Handler()));

    private final class Handler implements Steps.Home, Steps.Question, Steps.Body {
        @Override
        public CompletionStage<String> later(String key) {
            CompletableFuture<String> result = new CompletableFuture<>();
            later.add(result);
            return result;
        }

        @Override
        public String now(String key) {
            return key;
        }

        @Override
        public Steps.Question ask() {
            return this;
        }

        @Override
        public String answer(String text) {
            return text;
        }

        @Override
        public Steps.Body data() {
            return this;
        }

        private CompletableFuture<Long> take(PayloadStream data) {
            data.discard();
            CompletableFuture<Long> result = new CompletableFuture<>();
            taken.add(result);
            return result;
        }

        @Override
        public CompletionStage<Long> put(PayloadStream data) {
            return take(data);
        }

        @Override
        public CompletionStage<Long> body(PayloadStream data) {
            return take(data);
        }

        @Override
        public Steps.Home broken() {
            broken++;
            return this;
        }
    }

    private void completeLater() {
        later.forEach(each -> each.complete("x"));
        transport.runTurns();
    }

    @Test
    void F14_aStateOfOneLineIsLeftThoughAnEarlierReplyWaits() {
        transport.deliver("LATER a\r\nASK\r\nblue\r\nNOW c\r\n");

        completeLater();

        assertThat(transport.text()).isEqualTo("OK x\r\n?\r\nSAID blue\r\nOK c\r\n");
    }

    @Test
    void F14_aStateOfOneLineIsNotLeftBecauseAnEarlierReplyComes() {
        transport.deliver("LATER a\r\nASK\r\n");
        completeLater();

        transport.deliver("blue\r\nNOW c\r\n");

        assertThat(transport.text()).isEqualTo("OK x\r\n?\r\nSAID blue\r\nOK c\r\n");
    }

    @Test
    void F14_aBrokenPayloadLeadsToItsStateThoughAnEarlierReplyWaits() {
        transport.deliver("LATER a\r\nDATA\r\n" + BROKEN + "NOW c\r\n");
        assertThat(taken).hasSize(1);

        completeLater();

        assertThat(transport.text()).isEqualTo("OK x\r\nGO\r\nPAYLOAD\r\nOK c\r\n");
        assertThat(broken).isEqualTo(1);
    }

    @Test
    void F14_aPayloadInAStateOfOneLineIsAnsweredThoughAnEarlierReplyComesMeanwhile() {
        transport.deliver("LATER a\r\nDATA\r\nab\r\n");
        completeLater();

        transport.deliver("c\r\n.\r\nNOW c\r\n");
        taken.get(0).complete(5L);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("OK x\r\nGO\r\nTAKEN 5\r\nOK c\r\n");
        assertThat(broken).isZero();
    }

    @Test
    void F14_aBrokenPayloadOfAnEarlierCommandDoesNotChangeTheState() {
        transport.deliver("LATER a\r\nPUT\r\n" + BROKEN + "DATA\r\nab\r\n");

        completeLater();
        transport.deliver(".\r\nNOW c\r\n");
        taken.get(1).complete(2L);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("OK x\r\nPAYLOAD\r\nGO\r\nTAKEN 2\r\nOK c\r\n");
        assertThat(broken).isZero();
    }
}
