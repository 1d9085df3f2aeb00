package org.ropewalk.it.bench;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** How many bytes the loop's thread allocates for words in quotes and in literals. */
class QuotedAllocationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "noop | OK | 0",
                "say text | OK text | 0",
                "say \"text\" | OK text | 0",
                "say \"a \\\"text\\\"\" | OK \"a \\\"text\\\"\" | 24",
                "join \"a b\" c | OK c \"a b\" | 24",
                "find NIL | OK NIL | 0",
                "find text | OK text | 64",
                "flags (a b c) | OK | 0",
                "say {4};text | + OK;OK text | 472",
                "say {4+};text | OK text | 328",
                "keep {4+};text | OK | 376",
                "join {4+};text {4+};text | OK text text | 328",
                "lines | OK {4};a;b | 24",
            })
    void as_in_imap(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(
                new QuotedShapes_ImapFactory(peer -> new Imap()), command, reply, bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "say \"text\" | OK text | 0",
                "put \"a text\" | OK \"a text\" | 24",
                "say {4+};text | OK text | 328",
                "lines | OK {4};a;b | 24",
            })
    void as_in_managesieve(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(
                new QuotedShapes_SieveFactory(peer -> new Sieve()), command, reply, bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "say 'text' | OK #14text | 200",
                "say \"a \"\"text\"\"\" | OK #18a \"text\" | 200",
                "say #14text | OK #14text | 200",
                "lines | OK #14a;b | 152",
            })
    void as_in_instruments(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(
                new QuotedShapes_InstrumentFactory(peer -> new Instrument()),
                command,
                reply,
                bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "say 'text' | OK text | 0",
                "say \"a\\x41\\n\" | OK \"aA\\n\" | 24",
                "lines | OK \"a\\r\\nb\" | 24",
            })
    void as_in_redis(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(
                new QuotedShapes_InlineFactory(peer -> new Inline()), command, reply, bytes);
    }

    private static class Server implements QuotedShapes {
        private static final Bytes LINES = Bytes.of("a\r\nb");

        @Override
        public void noop() {}

        @Override
        public Slice say(Slice text) {
            return text;
        }

        @Override
        public void keep(Bytes text) {}

        @Override
        public void join(Slice first, Slice second) {}

        @Override
        public Bytes lines() {
            return LINES;
        }
    }

    private static final class Imap extends Server implements QuotedShapes.Imap {
        @Override
        public Optional<Bytes> find(Optional<Bytes> text) {
            return text;
        }

        @Override
        public void flags(Words flags) {}
    }

    private static final class Sieve extends Server implements QuotedShapes.Sieve {
        @Override
        public Slice put(Slice name) {
            return name;
        }
    }

    private static final class Instrument extends Server implements QuotedShapes.Instrument {}

    private static final class Inline extends Server implements QuotedShapes.Inline {}
}
