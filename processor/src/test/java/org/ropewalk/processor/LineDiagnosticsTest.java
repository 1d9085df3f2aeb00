package org.ropewalk.processor;

import static org.ropewalk.processor.Diagnosed.check;
import static org.ropewalk.processor.Diagnosed.checkProtocol;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The diagnostics about the form of lines: ends, character sets, quotes, filters, prompts, limits.
 */
class LineDiagnosticsTest {
    @Test
    void NotAWord() {
        checkProtocol(
                "@Command(\"a {k}\") void a(K k); enum K { @Format(/*^*/\"x y\") A, B }",
                "[Ropewalk/NotAWord] \"x y\" cannot be the word for A: it is not one word; set another word with @Format");
        checkProtocol(
                "@Command(\"a {k}\") void a(K k); enum K { A, @Format(/*^*/\"A\") B }",
                "[Ropewalk/NotAWord] \"A\" cannot be the word for B: it is also the word for A; set another word with @Format");
        checkProtocol(
                "@Command(\"a {o=...}\") void a(O o); record O(@Format(/*^*/\"\") OptionalInt x) {}",
                "[Ropewalk/NotAWord] \"\" cannot be the word for x: it is empty; set another word with @Format");
    }

    @Test
    void UnsuitableCharset() {
        check(
                "@LineProtocol(charset = /*^*/\"UTF-16\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnsuitableCharset] Charset UTF-16 does not encode ASCII as ASCII bytes; use UTF-8, US-ASCII or ISO-8859-1");
        check(
                "@LineProtocol(charset = /*^*/\"ISO-2022-CN\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnsuitableCharset] Charset ISO-2022-CN can only be decoded; use UTF-8, US-ASCII or ISO-8859-1");
    }

    @Test
    void NotAControl() {
        check(
                "@LineProtocol(controls = /*^*/\"\\u0001a\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NotAControl] controls cannot contain U+0061, which is not an ASCII control character; use control characters other than NUL, CR and LF");
        check(
                "@LineProtocol(controls = /*^*/\"\\n\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NotAControl] controls cannot contain U+000A, which would end the line; use control characters other than NUL, CR and LF");
    }

    @Test
    void UnencodableText() {
        check(
                "@LineProtocol(charset = \"US-ASCII\") public interface X { @Command(\"a\") @Reply(/*^*/\"5 €\") void a(); }",
                "[Ropewalk/UnencodableText] In \"5 €\", character € is not in US-ASCII; use another character, or change charset");
    }

    private static void checkTerminator(String member, String text, String message) {
        check(
                "@LineProtocol("
                        + member
                        + " = /*^*/"
                        + text
                        + ") public interface X { @Command(\"a\") void a(); }",
                message);
    }

    @Test
    void AmbiguousTerminator() {
        checkTerminator(
                "terminator",
                "{\"!;\", \";\"}",
                "[Ropewalk/AmbiguousTerminator] Terminator \";\" is part of \"!;\"; remove one of them");
        checkTerminator(
                "terminator",
                "{Terminator.CRLF, \"\\r\\n\\r\\n\"}",
                "[Ropewalk/AmbiguousTerminator] Terminator CRLF is part of \"\\u000d\\u000a\\u000d\\u000a\"; remove one of them");
        checkTerminator(
                "replyTerminator",
                "{Terminator.LF, \"\\n>\"}",
                "[Ropewalk/AmbiguousTerminator] Terminator LF is part of \"\\u000a>\"; remove one of them");
    }

    @Test
    void BadTerminator() {
        String advice =
                "; use CRLF, LF, CR, NUL, or up to 8 characters that begin with a control character or a symbol";
        String tag = "[Ropewalk/BadTerminator] Terminator ";
        checkTerminator("terminator", "{}", tag + "{} is empty" + advice);
        checkTerminator("terminator", "\"\"", tag + "\"\" has 0 characters" + advice);
        checkTerminator(
                "terminator", "\"!23456789\"", tag + "\"!23456789\" has 9 characters" + advice);
        checkTerminator(
                "terminator",
                "\"LF\"",
                tag + "\"LF\" begins with a blank, a letter, a digit, or one of -+." + advice);
        checkTerminator(
                "terminator",
                "\" \"",
                tag + "\" \" begins with a blank, a letter, a digit, or one of -+." + advice);
        checkTerminator(
                "replyTerminator",
                "\"-\"",
                tag + "\"-\" begins with a blank, a letter, a digit, or one of -+." + advice);
        checkTerminator(
                "replyTerminator", "\"€\"", tag + "\"€\" has characters above U+00FF" + advice);
    }

    @Test
    void TerminatorInText() {
        check(
                "@LineProtocol(terminator = \";\") public interface X { @Command(\"a\") @Reply(/*^*/\"b; c\") void a(); }",
                "[Ropewalk/TerminatorInText] In \"b; c\", ';' is the first character of the line end \";\"; use another character, or change terminator");
        check(
                "@LineProtocol(replyTerminator = \"#\\r\") public interface X { @Command(\"a {color}\") void a(Color color); enum Color { @Format(/*^*/\"#1\") RED } }",
                "[Ropewalk/TerminatorInText] In \"#1\", '#' is the first character of the line end \"#\\u000d\"; use another character, or change terminator");
    }

    @Test
    void SpellingTwice() {
        check(
                "@LineProtocol(caseSensitive = /*^*/true, spelling = Spelling.EXACT) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/SpellingTwice] caseSensitive and spelling have the same meaning; remove caseSensitive");
    }

    @Test
    void BadPrompt() {
        check(
                "@LineProtocol @Prompt(\"\") public /*^*/interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/BadPrompt] Prompt \"\" must have 1 to 100 characters, none of them a control character");
    }

    @Test
    void BadFilter() {
        check(
                "@LineProtocol(filter = String/*^*/.class) public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/BadFilter] Filter String does not implement org.ropewalk.filter.Filter; use a static class that implements it and has a constructor without parameters");
    }

    @Test
    void BadFilter_thatGeneratedCodeCannotMake() {
        check(
                "@LineProtocol(filter = X.F/*^*/.class) public interface X { @Command(\"a\") @Reply(\"A\") void a();\n"
                        + "class F extends org.ropewalk.filter.Telnet { public F(int n) {} } }",
                "[Ropewalk/BadFilter] Filter F has no constructor without parameters; use a static class that implements it and has a constructor without parameters");
    }

    @Test
    void BadFilter_thatIsNoClass() {
        check(
                "@LineProtocol(filter = X.F/*^*/.class) public interface X { @Command(\"a\") @Reply(\"A\") void a();\n"
                        + "abstract class F extends org.ropewalk.filter.Telnet {} }",
                "[Ropewalk/BadFilter] Filter F is not a concrete class; use a static class that implements it and has a constructor without parameters");
    }

    @Test
    void LimitWithoutEffect() {
        checkProtocol(
                "@Command(\"a\") @Limits(errors = /*^*/3) void a();",
                "[Ropewalk/LimitWithoutEffect] Limit errors has no effect on a; set it on the state or the protocol");
    }

    @Test
    void LimitWithoutEffect_ofAFactorysOnAState() {
        checkProtocol(
                """
                @Command("go") @Reply("OK") S go();
                @Limits(connections = /*^*/3) interface S extends X { @Command("a") @Reply(value = "OK", close = true) void a(); }
                """,
                "[Ropewalk/LimitWithoutEffect] Limit connections has no effect on S; set it on the protocol");
    }

    @Test
    void NoBound() {
        check(
                "@LineProtocol @Limits(words = Limits/*^*/.UNLIMITED) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NoBound] Limit words of X is UNLIMITED, so only memory and time limit a peer; use a number if that is not intended",
                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[Ropewalk/"));
    }

    @Test
    void LimitWithoutEffect_onAParameter() {
        checkProtocol(
                "@Command(\"a {b}\") void a(@Limits(idleSeconds = /*^*/3) String b);",
                "[Ropewalk/LimitWithoutEffect] Limit idleSeconds has no effect on b; set it on the state or the protocol");
    }

    @Test
    void BadLimit() {
        check(
                "@LineProtocol @Limits(line = /*^*/0) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/BadLimit] Limit line is 0; use a positive number, or Limits.UNLIMITED");
    }

    @Test
    void BadDialect() {
        check(
                "@LineProtocol @Quoted(quotes = /*^*/\"q\") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] quotes of @Quoted cannot be \"q\"; use punctuation other than a backslash");
    }

    @Test
    void BadDialect_ofEscapes() {
        check(
                "@LineProtocol @Quoted(escapes = /*^*/\"n\") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] escapes of @Quoted cannot be \"n\"; write pairs of a letter behind a backslash and a character, each letter once");
    }

    @Test
    void BadDialect_ofALetterWithTwoMeanings() {
        check(
                "@LineProtocol @Quoted(escapes = /*^*/\"nanb\") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] escapes of @Quoted cannot be \"nanb\"; write pairs of a letter behind a backslash and a character, each letter once");
    }

    @Test
    void BadDialect_ofSpecials() {
        check(
                "@LineProtocol @Quoted(specials = /*^*/\"( \") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] specials of @Quoted cannot be \"( \"; use punctuation");
    }

    @Test
    void BadDialect_withoutQuotes() {
        check(
                "@LineProtocol @Quoted(quotes = /*^*/\"\", escape = Quoted.Escape.DOUBLED) public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] quotes of @Quoted cannot be \"\"; write at least one, or use backslashes");
        check(
                "@LineProtocol @Quoted(quotes = \"\", nil = /*^*/\"NIL\") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] nil of @Quoted cannot be \"NIL\"; remove it, because only quotes tell it from a text");
        check(
                "@LineProtocol @Quoted(quotes = \"\", escapes = \"c:\") public interface X { @Command(\"a {b}\") void a(V b); enum V { @Format(/*^*/\"x:y\") A } }",
                "[Ropewalk/NotAWord] \"x:y\" cannot be the word for A: it has a character of @Quoted; set another word with @Format");
    }

    @Test
    void BadDialect_ofNil() {
        for (String nil : List.of("0", "1a", "a b", "(", "a-b")) {
            check(
                    "@LineProtocol @Quoted(nil = /*^*/\"%s\") public interface X { @Command(\"a {b}\") void a(String b); }"
                            .formatted(nil),
                    "[Ropewalk/BadDialect] nil of @Quoted cannot be \"%s\"; use a letter, and letters and digits behind it"
                            .formatted(nil));
        }
    }

    @Test
    void NotAWord_ofNil() {
        check(
                "@LineProtocol @Quoted(nil = \"NIL\") public interface X { @Command(\"a {b}\") void a(V b); enum V { NONE, @Format(/*^*/\"nil\") A } }",
                "[Ropewalk/NotAWord] \"nil\" cannot be the word for A: it is the word for no value of @Quoted; set another word with @Format");
    }

    @Test
    void QuotesWithoutDialect() {
        check(
                "@LineProtocol public interface X { @Command(/*^*/\"a \\\"{b}\\\"\") void a(String b); }",
                "[Ropewalk/QuotesWithoutDialect] The quotes in \"a \"{b}\"\" are literals, so a value in them cannot contain a blank; add @Quoted if words may be quoted",
                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[Ropewalk/"));
    }

    @Test
    void UnknownCharset() {
        check(
                "@LineProtocol(charset = /*^*/\"UTF-9\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnknownCharset] Charset UTF-9 is not known; use UTF-8, US-ASCII or ISO-8859-1");
    }
}
