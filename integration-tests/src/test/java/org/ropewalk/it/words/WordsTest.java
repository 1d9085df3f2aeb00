package org.ropewalk.it.words;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.it.random.RandomInput;

/**
 * Servers whose words travel in several ways, on inputs that were changed at random: see {@link
 * WordsCheck}. {@code -Dropewalk.mutations=N} tries more, {@code -Dropewalk.seed=S} begins
 * elsewhere.
 */
class WordsTest {
    private static final int INPUTS = Integer.getInteger("ropewalk.mutations", 1_000);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    private static final List<String> LINES =
            List.of(
                    "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\na\r\n b\r\n",
                    "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n",
                    "*1\r\n$4\r\nPING\r\n",
                    "*-1\r\n*0\r\n",
                    "*2\r\n$4\r\nPING\r\n$1000000\r\n",
                    "SET k \"a\\x41\\n\\\"b\"\r\nGET k\r\n",
                    "SET k 'it\\'s' EX 10\r\n",
                    "MULTI\r\nINCR k\r\nGET k\r\nEXEC\r\n",
                    "HELLO 3\r\n",
                    "SUBSCRIBE a b\r\nPING\r\nUNSUBSCRIBE\r\n",
                    "BLPOP q 1\r\nPING\r\n",
                    "*IDN?;VOLT 1;CURR MAX;:VOLT?;CURR?\n",
                    "SOURce:VOLTage:LEVel 500 mV;VOLT?\n",
                    "DISP:TEXT \"a;\"\"b\";*OPC?\n",
                    "DISP:TEXT #15a;\nb ;*IDN?\n",
                    "DISP:TEXT #0rest;of it\n",
                    "syst:err?;SYSTEM:ERROR:NEXT?\n",
                    "a LOGIN {2+}\r\nu1 {3+}\r\nbad\r\n",
                    "a LOGIN \"u\\\"1\" bad\r\n",
                    "b LOGIN {2}\r\nu1 {99999999}\r\n",
                    "b ID (\"a\" NIL {1+}\r\nb \"c\")\r\n",
                    "c NOOP\r\nc CAPABILITY\r\n",
                    "d AUTHENTICATE PLAIN\r\n*\r\n",
                    "d AUTHENTICATE PLAIN AHUxAGJhZA==\r\n",
                    "NOOP \"a\\\\b\"\r\nNOOP {3+}\r\na\r\n\r\nNOOP\r\n",
                    "NOOP {300000+}\r\n",
                    "AUTHENTICATE \"PLAIN\" {12+}\r\nAHUxAGJhZA==\r\n",
                    "CAPABILITY\r\n");
    private static final List<String> PIECES =
            List.of(
                    "\r\n",
                    "\n",
                    "\r",
                    "\0",
                    " ",
                    "\t",
                    "\"",
                    "'",
                    "\\",
                    "\\x",
                    "{",
                    "}",
                    "{3+}",
                    "{3}\r\n",
                    "{0+}\r\n",
                    "#",
                    "#0",
                    "#13",
                    "#9",
                    ";",
                    ":",
                    "?",
                    "*",
                    "*2\r\n",
                    "*100000\r\n",
                    "$",
                    "$3\r\n",
                    "$-1\r\n",
                    "0",
                    "1",
                    "-1",
                    "99",
                    "(",
                    ")",
                    "\u00e9",
                    "\u00ff");

    @Test
    void wordsOfAnyFormAreReadAlikeInAnyPieces() {
        for (long seed = SEED; seed < SEED + INPUTS; seed++) {
            byte[] input = RandomInput.changed(LINES, PIECES, 4, new Random(seed));
            try {
                WordsCheck.servers(input, seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ": " + new String(input, ISO_8859_1).replace("\0", "\\0"),
                        e);
            }
        }
    }
}
