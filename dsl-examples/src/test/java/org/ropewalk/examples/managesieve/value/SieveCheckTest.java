package org.ropewalk.examples.managesieve.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.line.Bytes;

/** Which scripts are right, and what is said about those that are wrong. */
class SieveCheckTest {
    /** RFC 5228 10, with line ends as it has them. */
    private static final String EXTENDED =
            """
            #
            # Example Sieve Filter
            # Declare any optional features or extension used by the script
            #
            require ["fileinto"];
            /* Handle messages from known mailing lists
             * Move messages from IETF filter discussion list to filter mailbox */
            if header :is "Sender" "owner-ietf-mta-filters@imc.org"
                    {
                    fileinto "filter";  # move to "filter" mailbox
                    }
            elsif address :DOMAIN :is ["From", "To"] "example.com"
                    {
                    keep;               # keep in "In" mailbox
                    }
            elsif anyof (NOT address :all :contains
                           ["To", "Cc", "Bcc"] "me@example.com",
                         header :matches "subject"
                           ["*make*money*fast*", "*university*dipl*mas*"],
                         size :over 100K,
                         exists ["X-Spam", "X-\\"Odd\\\\\\""])
                    {
                    fileinto "spam";   # move to "spam" mailbox
                    }
            else
                    {
                    # Move all other (non-company) mail to "personal" mailbox.
                    fileinto "personal";
                    }
            """;

    private static final String VACATION =
            """
            require ["vacation", "relational", "comparator-i;ascii-numeric", "copy", "fileinto",
                     "subaddress", "envelope", "reject"];
            if allof (header :value "ge" :comparator "i;ascii-numeric" "X-Priority" "3",
                      envelope :detail "to" "lists", not false, true) {
                vacation :days 7 :addresses ["a@example.org", "b@example.org"] :subject "away"
                    text: # until Monday
            I am away.
            ..
            .
            ;
                fileinto :copy "lists";
                redirect :copy "c@example.org";
                reject "no\\
            more";
                stop;
            }
            discard;
            """;

    private static void check(String script) throws SieveException {
        SieveCheck.check(Bytes.of(script));
    }

    private static void assertWrong(String script, String message) {
        assertThatThrownBy(() -> check(script))
                .isInstanceOf(SieveException.class)
                .hasMessage(message);
    }

    @Test
    void scriptsOfTheRfcsAreRight() throws Exception {
        check(EXTENDED);
        check(EXTENDED.replace("\n", "\r\n"));
        check(VACATION);
        check(VACATION.replace("\n", "\r\n"));
        check("");
        check("# nothing");
        check("/* nothing */");
        check("keep; # \u00fcber");
        check("if true {} if false {} else {}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "keep | there is no ';' after keep, but the end of the script",
                "keep stop; | there is no ';' after keep",
                "keep true; | keep has no tests",
                "keep \"a\"; | too many arguments for keep",
                "keep {} | keep has no block",
                "Fly \"a\"; | unknown command \"fly\"",
                "true; | true is no command",
                "if keep {} | keep is no test",
                "if true; | if without a block",
                "if {} | if without a test",
                "if (true, false) {} | if with more than one test",
                "if not (true, false) {} | not with more than one test",
                "if anyof {} | anyof without a test",
                "if anyof () {} | ')' where a test is due",
                "if anyof (true {} | there is no ')' after a list of tests, but '{'",
                "if true { keep; | a block without its '}'",
                "keep; } | '}' where a command is due",
                "else {} | else without if",
                "if true {} else {} elsif true {} | elsif without if",
                "if true {} keep; else {} | else without if",
                "keep; require \"copy\"; | require after another command",
                "if true { require \"copy\"; } | require in a block",
                "require \"fly\"; | unknown extension \"fly\"",
                "require 7; | require needs a string or a list of strings",
                "require; | require needs a string or a list of strings",
                "require []; | ']' where a string is due",
                "require [\"copy\" \"reject\"]; | there is no ']' after a list of strings, but a string",
                "fileinto \"a\"; | fileinto without require \"fileinto\"",
                "redirect :copy \"a\"; | :copy without require \"copy\"",
                "redirect [\"a\", \"b\"]; | redirect needs a string",
                "redirect \"a\" :copy; | the tag :copy at the wrong place",
                "if header :over \"a\" \"b\" {} | unknown tag :over of header",
                "if header :is :contains \"a\" \"b\" {} | :contains with another tag of its kind, or twice",
                "if header \"a\" {} | header needs a string or a list of strings",
                "if header :comparator \"a\" \"b\" {} | unknown comparator \"a\"",
                "if header :comparator \"i;ascii-numeric\" \"a\" \"b\" {} | comparator \"i;ascii-numeric\" without require \"comparator-i;ascii-numeric\"",
                "if size 100 {} | size without :over and :under",
                "if size :over \"1\" {} | size needs a number",
                "if size :over 1x {} | not a number up to 2147483647",
                "if size :over 2G {} | not a number up to 2147483647",
                "if size :over 99999999999999999999 {} | not a number up to 2147483647",
                "redirect \"a; | a string without its closing quote",
                "redirect \"a\\ | a string without its closing quote",
                "/* a | a comment without its end",
                "keep: ; | there is no name after ':'",
                "keep ! ; | there is no command",
                "7; | 7 where a command is due",
                ": | there is no name after ':'",
                "reject text: a | there is no line end after text:",
            })
    void whatIsWrongIsNamed(String script, String message) {
        assertWrong(script, "line 1: " + message);
        assertWrong("# a\r\n/* b\n */" + script, "line 3: " + message);
    }

    @Test
    void theLineIsThatOfTheWord() {
        assertWrong("keep;\nif true {\n  keep;\n  fly;\n}", "line 4: unknown command \"fly\"");
        assertWrong("redirect\n\n  7;", "line 3: redirect needs a string");
        assertWrong("keep\n\n", "line 3: there is no ';' after keep, but the end of the script");
        assertWrong("keep; redirect \"\n\n", "line 1: a string without its closing quote");
        assertWrong("redirect text:\na\n..\n", "line 1: a text without a line with only a dot");
        assertWrong("if true\n{\nkeep;\n", "line 2: a block without its '}'");
    }

    @Test
    void bytesAreUtf8WithoutNul() {
        assertThatThrownBy(() -> SieveCheck.check(Bytes.of("keep;\n# \u00ff".getBytes(ISO_8859_1))))
                .hasMessage("line 2: bytes that are not UTF-8");
        assertThatThrownBy(() -> SieveCheck.check(Bytes.of(new byte[] {'#', '\n', (byte) 0xC3})))
                .hasMessage("line 2: bytes that are not UTF-8");
        assertWrong("keep;\n\n#\0", "line 3: a NUL");
    }

    /** RFC 5228 2.10.5: at least 15 levels. */
    @Test
    void levelsAreBounded() throws Exception {
        check("if true {".repeat(31) + "}".repeat(31));
        assertWrong("if true {".repeat(100_000), "line 1: more than 32 levels of blocks and tests");
        assertWrong(
                "if " + "not ".repeat(100_000), "line 1: more than 32 levels of blocks and tests");
    }

    @ParameterizedTest
    @ValueSource(strings = {EXTENDED, VACATION})
    void changedBytesAreRightOrRefused(String script) {
        byte[] bytes = script.getBytes(ISO_8859_1);
        Random random = new Random(7);
        int wrong = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = bytes.clone();
            int at = random.nextInt(changed.length);
            changed[at] = (byte) random.nextInt(128);
            try {
                SieveCheck.check(Bytes.of(changed));
            } catch (SieveException e) {
                assertThat(e).hasMessageMatching("(?s)line \\d+: .+");
                wrong++;
            }
        }
        assertThat(wrong).isGreaterThan(500);
        assertThatCode(() -> check(script)).doesNotThrowAnyException();
    }
}
