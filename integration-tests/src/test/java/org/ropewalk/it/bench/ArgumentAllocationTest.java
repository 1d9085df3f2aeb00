package org.ropewalk.it.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** How many bytes the loop's thread allocates for the arguments of a command. */
class ArgumentAllocationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "small 1 2 3 4294967295 | 0",
                "char x | 0",
                "start tea | 0",
                "start tea QUIET | 0",
                "words one two three | 0",
                "at 0730 | 0",
                "map here -> there | 0",
                "mail from:<ada@example> | 0",
                "delete tea | 0",
                "del tea | 0",
                "show all | 0",
                "show 7 | 0",
                "show seven | 0",
                "noop and so on | 0",
            })
    void that_are_borrowed_or_numbers(String command, int bytes) throws Exception {
        check(command, bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "real 1.5 | 0",
                "decimal 1.5 | 40",
                "string text | 48",
                "bytes text | 48",
                "array text | 24",
                "text some text | 56",
                "list | 0",
                "list group | 64",
                "list group 7 | 88",
                "strings one two three | 224",
                "numbers 1 2 3 | 32",
                "join one,two,three | 224",
                "hset key a 1 b 2 | 424",
                "backup home | 24",
                "backup home VERIFY LEVEL=2 | 48",
                "keep k NX EX 5 | 48",
                "dim 40 | 16",
                "open 3f2504e0-4f89-11d3-9a0c-0305e82c3301 | 112",
                "fetch 3-7 | 48",
                "move 1 2 3 4 | 48",
                "stat 7 | 24",
                "stat <a> | 64",
                "mark 7 | 40",
                "mark * | 40",
                "newer 20261129 | 1784",
            })
    void that_are_objects(String command, int bytes) throws Exception {
        check(command, bytes);
    }

    private static void check(String command, int bytes) throws Exception {
        Allocation.assertOf(new ArgumentShapesFactory(peer -> new Server()), command, "OK", bytes);
    }

    private static final class Server implements ArgumentShapes {
        @Override
        public void small(byte first, short second, int third, int fourth) {}

        @Override
        public void real(double number) {}

        @Override
        public void decimal(BigDecimal number) {}

        @Override
        public void letter(char letter) {}

        @Override
        public void start(Slice name, boolean quiet) {}

        @Override
        public void string(String text) {}

        @Override
        public void bytes(Bytes text) {}

        @Override
        public void array(byte[] text) {}

        @Override
        public void text(String text) {}

        @Override
        public void list(Optional<String> group, OptionalLong first) {}

        @Override
        public void words(Words words) {}

        @Override
        public void strings(List<String> words) {}

        @Override
        public void numbers(int[] numbers) {}

        @Override
        public void join(List<String> words) {}

        @Override
        public void hset(Slice key, Map<String, String> fields) {}

        @Override
        public void backup(Slice volume, Options options) {}

        @Override
        public void keep(Slice key, KeepOptions options) {}

        @Override
        public void dim(Level level) {}

        @Override
        public void open(UUID id) {}

        @Override
        public void fetch(Range range) {}

        @Override
        public void move(Place from, Place to) {}

        @Override
        public void stat(Which which) {}

        @Override
        public void mark(Last last) {}

        @Override
        public void newer(LocalDate day) {}

        @Override
        public void at(int hour, int minute) {}

        @Override
        public void map(Slice from, Slice to) {}

        @Override
        public void mail(Slice path) {}

        @Override
        public void delete(Slice name) {}

        @Override
        public void showAll() {}

        @Override
        public void show(int number) {}

        @Override
        public void show(Slice name) {}

        @Override
        public void noop() {}
    }
}
