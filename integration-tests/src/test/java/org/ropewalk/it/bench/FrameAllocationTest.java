package org.ropewalk.it.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.server.Peer;

/** How many bytes the loop's thread allocates for what stands around commands and replies. */
class FrameAllocationTest {
    private static final List<Bytes> NAMES = List.of(Bytes.of("some"), Bytes.of("more"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Action: Ping; | Response: Pong; | 104",
                "Action: Ping;ActionID: a; | Response: Pong;ActionID: a; | 168",
                "Number: 7;Action: Dial; | Response: Success;Number: 7; | 144",
                "Action: Dial;Number: 7;Caller: Ada; | Response: Success;Number: 7; | 208",
                "Action: Log;A: 1;B: 2; | Response: Success; | 672",
                "Action: Calls; | Response: List;;Event: Call;Number: some;;Event: Call;Number: more;;Event: Calls; | 136",
                "Action: Note;Length: 4;;some~ | Response: Success; | 168",
            })
    void of_blocks(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(new BlockShapesFactory(peer -> new Blocks()), command, reply, bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VOLT MAX;NAME a | a | 1",
                "SOURCE:VOLTAGE:LEVEL MINIMUM;NAME a | a | 1",
                "VOLT MAX/VOLT?/NAME a | 7/a | 16",
            })
    void of_several_commands_in_a_line(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(
                new SentenceShapesFactory(peer -> new Sentences()), command, reply, bytes);
    }

    private static final class Blocks implements BlockShapes {
        @Override
        public void ping() {}

        @Override
        public int dial(int number, Optional<String> caller) {
            return number;
        }

        @Override
        public void log(Map<String, String> values) {}

        @Override
        public List<Bytes> calls() {
            return NAMES;
        }

        @Override
        public void note(Bytes text) {}
    }

    private static final class Sentences implements SentenceShapes {
        @Override
        public void voltage(Level level) {}

        @Override
        public int voltage() {
            return 7;
        }

        @Override
        public Slice name(Slice name) {
            return name;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNT | COUNT: 7;OK | 200",
                "COUNT/COUNT | COUNT: 7;COUNT: 7;OK | 224",
                "SEND ada;a text\u001A~ | > ~SENT: 6;OK | 464",
            })
    void of_prompts(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(new PromptShapesFactory(peer -> new Prompts()), command, reply, bytes);
    }

    private static final class Prompts implements PromptShapes, PromptShapes.Text {
        @Override
        public int count() {
            return 7;
        }

        @Override
        public PromptShapes.Text send(Slice to) {
            return this;
        }

        @Override
        public int text(Slice text) {
            return text.length();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<say text> | ;SAID text | 0",
                "<wait 7> | ;WAITING | 0",
                "<ask>;<7> | ;ASKED;;ANSWERED 7 | 25",
            })
    void of_envelopes_behind_a_filter(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(new EnvelopeShapesFactory(Envelopes::new), command, reply, bytes);
    }

    private static final class Envelopes implements EnvelopeShapes.Ready, EnvelopeShapes.Asked {
        private final Peer peer;

        Envelopes(Peer peer) {
            this.peer = peer;
        }

        @Override
        public Slice say(Slice text) {
            return text;
        }

        @Override
        public void idle(int seconds) {
            peer.idleSeconds(seconds);
        }

        @Override
        public EnvelopeShapes.Asked ask() {
            return this;
        }

        @Override
        public EnvelopeShapes.Answered answer(int number) {
            return new EnvelopeShapes.Answered(number, this);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$say text*0 | $SAID text*1 | 224",
            })
    void of_checksums(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(
                new ChecksumShapesFactory(peer -> (ChecksumShapes) text -> text),
                command,
                reply,
                bytes);
    }
}
