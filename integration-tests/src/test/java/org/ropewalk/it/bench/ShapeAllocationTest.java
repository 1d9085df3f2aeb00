package org.ropewalk.it.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;

/**
 * How many bytes the loop's thread allocates for a command of each form of the language: those of
 * the last column. All values that the handlers return exist before, so what is counted is the
 * framework's, and the values that it makes for a handler.
 */
class ShapeAllocationTest {
    private static final Bytes SOME = Bytes.of("some");
    private static final List<Bytes> NAMES = List.of(SOME, Bytes.of("more"));

    /**
     * A number above those with a sign: its 20 digits, 40 bytes; an optional number: 24; a list is
     * gone through by an iterator: 32; what doubles dots is an object of 40.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum 12 34567 | SUM 34579 | 0",
                "size 12 | SIZE 12 | 0",
                "size 18446744073709551615 | SIZE 18446744073709551615 | 40",
                "page | PAGE 1 | 0",
                "page 12 | PAGE 12 | 24",
                "turn left | TURNED left | 0",
                "config get name | CONFIG some | 0",
                "config get none | NONE | 0",
                "say some text | SAID some text | 0",
                "names | NAME some;NAME more;. | 32",
                "peek | JOBS 2;some;more | 32",
                "points | POINT 1,-2;POINT 3,4;. | 0",
                "body | BODY 4;some | 0",
                "text | TEXT;some;. | 40",
                "soon | SOON some | 0",
                "fail | FAILED as declared | 0",
                "enter;leave | ENTERED;LEFT | 0",
            })
    void of_a_line(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(new ShapesFactory(peer -> new Server()), command, reply, bytes);
    }

    /** A tag is a string: 48 bytes; a word that must be quoted is copied: 24. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a1 noop | a1 OK | 48",
                "a1 say text | a1 OK text | 48",
                "a1 say \"a text\" | a1 OK \"a text\" | 72",
            })
    void of_a_line_with_a_tag_or_quotes(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(
                new TaggedShapesFactory(peer -> new TaggedServer()), command, reply, bytes);
    }

    private static final class Server implements Shapes.Outside, Shapes.Inside {
        private static final Failed FAILED = new Failed();
        private static final Bytes NONE = Bytes.of("none");
        private static final Optional<Bytes> FOUND = Optional.of(SOME);
        private static final Body BODY = new Body(SOME);
        private static final Text TEXT = new Text(SOME);
        private static final Point FIRST = new Point(1, -2);
        private static final Point SECOND = new Point(3, 4);
        private static final CompletionStage<Bytes> SOON = CompletableFuture.completedFuture(SOME);

        @Override
        public long sum(int first, long second) {
            return first + second;
        }

        @Override
        public long size(long size) {
            return size;
        }

        @Override
        public int page(OptionalInt number) {
            return number.orElse(1);
        }

        @Override
        public Side turn(Side to) {
            return to;
        }

        @Override
        public Optional<Bytes> configGet(Slice name) {
            return name.equals(NONE) ? Optional.empty() : FOUND;
        }

        @Override
        public Slice say(Slice text) {
            return text;
        }

        @Override
        public List<Bytes> names() {
            return NAMES;
        }

        @Override
        public List<Bytes> peek() {
            return NAMES;
        }

        @Override
        public void points(Replies<Point> found) {
            found.send(FIRST);
            found.send(SECOND);
        }

        @Override
        public Body body() {
            return BODY;
        }

        @Override
        public Text text() {
            return TEXT;
        }

        @Override
        public CompletionStage<Bytes> soon() {
            return SOON;
        }

        @Override
        public void fail() throws Failed {
            throw FAILED;
        }

        @Override
        public Inside enter() {
            return this;
        }

        @Override
        public Outside leave() {
            return this;
        }
    }

    private static final class TaggedServer implements TaggedShapes {
        @Override
        public void noop() {}

        @Override
        public Slice say(Slice text) {
            return text;
        }
    }
}
