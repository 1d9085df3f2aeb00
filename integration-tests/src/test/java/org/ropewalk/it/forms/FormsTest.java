package org.ropewalk.it.forms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.it.random.RandomInput;

/**
 * Generated servers and clients on inputs that were changed at random: see {@link FormsCheck}.
 * {@code -Dropewalk.mutations=N} tries more, {@code -Dropewalk.seed=S} begins elsewhere.
 */
class FormsTest {
    private static final int INPUTS = Integer.getInteger("ropewalk.mutations", 3_000);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    private static final List<String> LINES =
            List.of(
                    "<1>map a -> b\n",
                    "<1>map the old -> place -> x\n",
                    "<2>row 7\tT\tA. W\n",
                    "<3>at 0730 slow-ly !LOUD\n",
                    "<3>at 0730 FAST\n",
                    "<3>at 0730 !LOUD\n",
                    "<4>get 3-7;n=a,b on 20261129\n",
                    "<4>get 3-\n",
                    "<4>get 3- on 20260231\n",
                    "<5>find 7 of a, b\n",
                    "<5>find <x>: a ,b\n",
                    "<5>find at 1 2 of c\n",
                    "<6>load n: FAST\n1\ta\n2\t.\n\0",
                    "<6>load x: y: FAST\n\0",
                    "<7>send\n5\r\na: b\n\r\n4\r\nc: d\r\n0\r\n\r\n",
                    "<7>send\n0\r\n\r\n",
                    "<8>post\nFrom: me\n you\nLines: 2\nX: y\n\n..a\nb\n.\n",
                    "<8>post\n.\n",
                    "<9>put k 5\na\nb\0c",
                    "<9>put k 0\n",
                    "<9>put k 6000\n",
                    "<9>put k 2001\n");
    private static final List<String> BLOCKS =
            List.of(
                    "Do: dial\r\nNumber: 7\r\n\r\n",
                    "Number: <x>\r\nId: 1\r\nTag: a\r\nTag: b\r\nDo: dial\r\nCaller: Ada L.\r\n\r\n",
                    "Do: dial\r\nNumber: at 1 2\r\nSize: 01x02\r\n\r\n",
                    "Do: log\r\nA: 1\r\nB: 2\r\nA: 3\r\nId: x\r\n\r\n",
                    "Do: note\r\nTitle: a b\r\nLength: 5\r\n\r\n\r\n\r\nx",
                    "Do: note\r\nTitle:\r\n\r\n",
                    "Do: forget\r\nLength: 2\r\n\r\nab",
                    "Do: note\r\nTitle: x\r\nLength: 2001\r\n\r\n");
    private static final List<String> SAID =
            List.of(
                    "<1>+a -> b\n",
                    "<1>+07:30 slow-ly !LOUD\n",
                    "<2>+at 1 2 of x\n",
                    "<1>+1 n\n1\tt\n.\n",
                    "<1>-refused n\na\n..\n.\n",
                    "<1>+4\ndatadone k\n",
                    "<1>+4\ndata\ndone k\n",
                    "<1>+sent\n",
                    "<2>-unknown\n",
                    "* ROWS n\n\0\0\0\4" + "1\tt\n\0\0\0\0",
                    "Result: dialed\r\nNumber: 7\r\nTag: t\r\nId: 1\r\n\r\n",
                    "Result: entry\r\nName: a\r\nId: 1\r\n\r\nResult: logged\r\nCount: 1\r\nId: 1\r\n\r\n",
                    "Result: noted\r\nLength: 1\r\nId: 1\r\n\r\nx",
                    "Result: malformed\r\nId: 2\r\n\r\n");
    private static final List<String> PIECES =
            List.of(
                    "\r\n",
                    "\n",
                    "\r",
                    "\0",
                    " ",
                    "\t",
                    ".",
                    "..",
                    "->",
                    " -> ",
                    ":",
                    ": ",
                    ",",
                    ";",
                    "<",
                    ">",
                    "-",
                    "0",
                    "1",
                    "-1",
                    "99",
                    "\u00e9",
                    "\u0080",
                    "FAST",
                    "!LOUD",
                    "Id: 1\r\n",
                    "Length: 1\r\n",
                    "Do: log\r\n",
                    "\n.\n",
                    "\n\n",
                    "2\r\n");

    @Test
    void linesOfAnyFormAreReadAlikeInAnyPieces_andAreWrittenAgain() {
        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            Random random = new Random(seed);
            byte[] input = RandomInput.changed(LINES, PIECES, 3, random);
            check(seed, input, () -> FormsCheck.lines(input, random.nextInt(input.length + 1)));
        }
    }

    @Test
    void blocksAreReadAlikeInAnyPieces_andAreWrittenAgain() {
        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            Random random = new Random(seed);
            byte[] input = RandomInput.changed(BLOCKS, PIECES, 3, random);
            check(seed, input, () -> FormsCheck.blocks(input, random.nextInt(input.length + 1)));
        }
    }

    @Test
    void eachCallToAHostileServerEndsOnce() {
        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            Random random = new Random(seed);
            byte[] said = RandomInput.changed(SAID, PIECES, 3, random);
            int[] which = random.ints(1 + random.nextInt(4)).toArray();
            check(
                    seed,
                    said,
                    () -> {
                        FormsCheck.client(which, said);
                        FormsCheck.blockClient(which, said);
                    });
        }
    }

    private static void check(long seed, byte[] input, Runnable test) {
        try {
            test.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + ": " + new String(input, ISO_8859_1).replace("\0", "\\0"), e);
        }
    }
}
