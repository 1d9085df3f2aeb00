package org.ropewalk.processor;

import static org.ropewalk.processor.Diagnosed.check;
import static org.ropewalk.processor.Diagnosed.checkProtocol;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The diagnostics about templates: their syntax, their placeholders, and lines that cannot be told
 * apart.
 */
class TemplateDiagnosticsTest {
    @Test
    void TemplateSyntax() {
        checkProtocol(
                "@Command(/*^*/\"a {b\") void a(String b);",
                "[Ropewalk/TemplateSyntax] In \"a {b\", at character 3: a '{' is not closed; add '}'");
    }

    /** Its bytes would separate values inside a character. */
    @Test
    void TemplateSyntax_ofACharacterThatSeparatesNoValuesOfAList() {
        checkProtocol(
                "@Command(/*^*/\"a {b\u00a7...}\") void a(List<String> b);",
                "[Ropewalk/TemplateSyntax] In \"a {b\u00a7...}\", at character 4: an ASCII character must separate the values of a list; write {name*;...}, or {name,...}");
    }

    @Test
    void AmbiguousGroup_whereTheRestMayBeginAsTheGroup() {
        checkProtocol(
                "@Command(/*^*/\"a[ {b}] {c*}\") void a(Optional<String> b, String c);",
                "[Ropewalk/AmbiguousGroup] \"a[ {b}] {c*}\" is ambiguous for the input \"a x x\"; put a literal before one of the optional words");
    }

    @Test
    void UnboundPlaceholder() {
        checkProtocol(
                "@Command(/*^*/\"get {kye}\") void get(String key);",
                "[Ropewalk/UnboundPlaceholder] Placeholder {kye} is not the name of a parameter; did you mean key?");
    }

    @Test
    void UnboundPlaceholder_inAReply() {
        checkProtocol(
                "@Command(\"get {key}\") @Reply(/*^*/\"OK {vlaue}\") R get(String key); record R(String value) {}",
                "[Ropewalk/UnboundPlaceholder] Placeholder {vlaue} is not the name of a component or parameter; did you mean value?");
    }

    @Test
    void DuplicatePlaceholder() {
        checkProtocol(
                "@Command(/*^*/\"a {b} {b}\") void a(String b);",
                "[Ropewalk/DuplicatePlaceholder] {b} occurs twice in \"a {b} {b}\"; use another name for the second, or remove it");
    }

    @Test
    void TooMany() {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i <= 500; i++) {
            commands.append("@Reply(\"V%d\") V%d, ".formatted(i, i));
        }
        checkProtocol(
                "@Command(\"a\") K /*^*/a(); enum K { " + commands + "}",
                "[Ropewalk/TooMany] The result of a has 501 constants, but the limit is 500; return the word as {}");
    }

    @Test
    void UnusedParameter() {
        checkProtocol(
                "@Command(\"get\") void get(String /*^*/key);",
                "[Ropewalk/UnusedParameter] Parameter key is not in \"get\"; add {key}");
    }

    @Test
    void UnusedParameter_aFlag() {
        checkProtocol(
                "@Command(\"get\") void get(@NoReply boolean /*^*/noreply);",
                "[Ropewalk/UnusedParameter] Parameter noreply is not in \"get\"; add [ noreply]");
        checkProtocol(
                "@Command(\"get[ loud]\") void get(Optional<String> /*^*/loud);",
                "[Ropewalk/UnusedParameter] Parameter loud is not in \"get[ loud]\"; add [ {loud}], or make it a boolean");
    }

    @Test
    void AmbiguousChoice() {
        checkProtocol(
                "@Command(\"get {what}\") void get(What /*^*/what); sealed interface What permits A, B {} @Format(\"{x}-{y}\") record A(String x, String y) implements What {} @Format(\"{z}-{w}\") record B(String z, String w) implements What {}",
                "[Ropewalk/AmbiguousChoice] \"{x}-{y}\" and \"{z}-{w}\" of What both match \"x-x\"; change one of them");
    }

    @Test
    void TextWithoutEnd() {
        checkProtocol(
                "@Command(/*^*/\"say {text*} {to}\") void say(String text, String to);",
                "[Ropewalk/TextWithoutEnd] The end of {text*} in \"say {text*} {to}\" is unknown; put a literal after it");
    }

    @Test
    void UnsupportedType() {
        checkProtocol(
                "@Command(\"a {b}\") void a(Object /*^*/b);",
                "[Ropewalk/UnsupportedType] Type Object of b is not supported here; use your own type with a public static parse(String)");
    }

    @Test
    void WrongPlaceholder() {
        checkProtocol(
                "@Command(/*^*/\"get {keys}\") void get(List<String> keys);",
                "[Ropewalk/WrongPlaceholder] Placeholder {keys} is for one value, but keys is a list; use {keys...}");
    }

    @Test
    void OptionalOutsideGroup() {
        checkProtocol(
                "@Command(/*^*/\"wait {seconds}\") void await(OptionalInt seconds);",
                "[Ropewalk/OptionalOutsideGroup] seconds is optional, but {seconds} is not in a group; write [ {seconds}]");
    }

    @Test
    void GroupWithoutOptional() {
        checkProtocol(
                "@Command(/*^*/\"wait[ {seconds}]\") void await(int seconds);",
                "[Ropewalk/GroupWithoutOptional] {seconds} is in a group, but seconds cannot be absent; make it an Optional, a List or a boolean");
    }

    @Test
    void AmbiguousCommand() {
        checkProtocol(
                "@Command(\"LIST {box}\") void box(String box); @Command(/*^*/\"LIST {name}\") void name(String name);",
                "[Ropewalk/AmbiguousCommand] \"LIST {box}\" and \"LIST {name}\" both match \"LIST x\"; change one of them");
    }

    @Test
    void AmbiguousCommand_whereOptionalGroupsOverlap() {
        checkProtocol(
                "@Command(\"a {x}[ {y}]\") void one(int x, OptionalInt y); @Command(/*^*/\"a {x} {z}\") void two(int x, int z);",
                "[Ropewalk/AmbiguousCommand] \"a {x}[ {y}]\" and \"a {x} {z}\" both match \"a 1 1\"; change one of them");
    }

    @Test
    void AmbiguousGroup() {
        checkProtocol(
                "@Command(/*^*/\"flush[ {name}][ noreply]\") void flush(Optional<String> name, @NoReply boolean noreply);",
                "[Ropewalk/AmbiguousGroup] \"flush[ {name}][ noreply]\" is ambiguous for the input \"flush noreply\"; put a literal before one of the optional words");
    }

    @Test
    void TextWithoutEnd_ofACommentary() {
        for (String value : List.of("{}", "{*}")) {
            checkProtocol(
                    "@Command(\"a\") @Reply(/*^*/\"210 {'status'} VALUE\") String a();"
                            .replace("VALUE", value),
                    "[Ropewalk/TextWithoutEnd] The end of {'status'} in \"210 {'status'} VALUE\" is unknown; put a literal after it"
                            .replace("VALUE", value));
        }
    }

    @Test
    void TextWithoutEnd_ofAValueBeforeAnOptionalOne() {
        checkProtocol(
                "@Command(/*^*/\"add {amount}[{unit}]\") void add(int amount, Optional<String> unit);",
                "[Ropewalk/TextWithoutEnd] The end of {amount} in \"add {amount}[{unit}]\" is unknown; put a literal after it, or use one type with parse(String) for both values");
    }

    @Test
    void TemplateSyntax_ofACommentaryBeforeOtherParts() {
        for (String remark : List.of("{''}", "{'{b}'}", "{'b {b}'}")) {
            checkProtocol(
                    "@Command(\"a {b}\") @Reply(/*^*/\"227 REMARK <x>\") void a(int b);"
                            .replace("REMARK", remark),
                    "[Ropewalk/TemplateSyntax] In \"227 REMARK <x>\", at character AT: a commentary before other parts must be a text without placeholders; write {'text'}, or write the commentary last"
                            .replace("REMARK", remark)
                            .replace("AT", "" + (5 + remark.length())));
        }
    }

    @Test
    void EndlessList() {
        checkProtocol(
                "@Command(\"list\") @Reply(each = \"{}\") List<String> /*^*/list();",
                "[Ropewalk/EndlessList] The client does not know where the list of list ends; add end, or {items.size}, to its @Reply");
    }

    @Test
    void EndlessList_ofARecord() {
        checkProtocol(
                "@Command(\"list\") @Reply(value = \"{unit}\", each = \"{}\") R /*^*/list(); record R(String unit, List<Integer> jobs) {}",
                "[Ropewalk/EndlessList] The client does not know where the list of list ends; add end, or {jobs.size}, to its @Reply");
    }

    @Test
    void UnusedParameter_ofCapabilitiesWithoutALine() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = /*^*/\"A\", end = \"B\") R a(); record R(Capabilities all, List<I> items) {} @Reply(\"I {n}\") record I(int n) {}",
                "[Ropewalk/UnusedParameter] Parameter all is not in \"A\"; add {all}");
    }

    @Test
    void NoSize() {
        checkProtocol(
                "@Command(\"list\") @Reply(value = /*^*/\"{items.size}\", each = \"{}\") void list(Replies<String> all);",
                "[Ropewalk/NoSize] {items.size} of list is not known before the items are written; return a List instead of using Replies");
    }

    @Test
    void NoSize_ofAnIterable() {
        checkProtocol(
                "@Command(\"list\") @Reply(value = /*^*/\"{items.size}\", each = \"{}\") Iterable<String> list();",
                "[Ropewalk/NoSize] {items.size} of list is not known before the items are written; return a List instead of an Iterable");
    }

    @Test
    void UnsupportedType_ofAPayload() {
        checkProtocol(
                "@Command(\"a {b.length}\") void a(@Payload List<Field> /*^*/b); record Field(String x, String y) {}",
                "[Ropewalk/UnsupportedType] Type java.util.List<p.X.Field> of payload b is not supported here; use byte[], Bytes, Slice, String, or List<String> for its lines");
    }

    @Test
    void UnequalSpellings() {
        checkProtocol(
                "@Command(\"a {b}\") @Reply(/*^*/{\"1 {} {b}\", \"2 {}\"}) int a(int b);",
                "[Ropewalk/UnequalSpellings] Reply \"2 {}\" has other values than \"1 {} {b}\", which is the line that is written; use the same values in both");
        checkProtocol(
                "@Command(\"a {b}\") @Reply(/*^*/{\"1 {} {b}\", \"2 {b}\"}) int a(int b);",
                "[Ropewalk/UnequalSpellings] Reply \"2 {b}\" has other values than \"1 {} {b}\", which is the line that is written; use the same values in both");
    }

    @Test
    void RecursiveFormat() {
        checkProtocol(
                "@Command(\"a {b}\") void a(B b); @Format(\"{c}[ {b}]\") record B(int c, Optional<B> /*^*/b) {}",
                "[Ropewalk/RecursiveFormat] Type B of b contains itself, so its lines have no limit; remove that component, or send it as a payload");
    }

    @Test
    void BadTimePattern() {
        checkProtocol(
                "@Command(\"a {b}\") void a(@Format(/*^*/\"MMdd\") java.time.LocalDate b);",
                "[Ropewalk/BadTimePattern] \"MMdd\" cannot be the pattern of LocalDate b: a date needs the year, the month and the day; change the pattern");
    }

    @Test
    void EnvelopeWithoutLine() {
        check(
                "@LineProtocol @Envelope(reply = /*^*/\":x\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/EnvelopeWithoutLine] Envelope \":x\" does not have exactly one place for the line; write {*} once");
    }

    @Test
    void EndlessFields() {
        check(
                "@LineProtocol @Envelope(reply = \"{*}\\n\\n\") public interface X { @Command(/*^*/\"a\\nb: {b}\") @Reply(\"OK\") void a(String b); }",
                "[Ropewalk/EndlessFields] The fields of \"a\\nb: {b}\" have no end; add an empty line: write \\n\\n after them, or in @Envelope");
    }

    @Test
    void MixedHeads() {
        checkProtocol(
                "@Command(/*^*/\"a\") void a(); @Command(\"b\\n\\n\") void b();",
                "[Ropewalk/MixedHeads] \"a\" is a line, but \"b\\n\\n\" is a block; end all with an empty line: write {*}\\n\\n in @Envelope");
    }

    @Test
    void MixedHeads_ofFields() {
        check(
                "@LineProtocol @Envelope(command = \"{*}\\n\\n\") public interface X { @Command(\"a: x\") void a(); @Command(/*^*/\"b: x\") void b(); }",
                "[Ropewalk/MixedHeads] \"b: x\" begins with the field b:, but \"a: x\" begins with the field a:; begin all with the same field");
    }

    private static void checkAfterBlock(String members, String message) {
        check(
                "@LineProtocol @Envelope(command = \"{*}\\n\\n\", reply = \"{*}\\n\\n\")"
                        + "@Errors(unknown = @Reply(\"NO {'{verb}'}\"))"
                        + "public interface X {"
                        + members
                        + "}",
                message);
    }

    @Test
    void NotYetSupported_aroundBlocks() {
        check(
                "@LineProtocol @Envelope(command = /*^*/\"{*}\\nHost: {host}\\n\\n\", reply = \"{*}\\n\\n\")"
                        + "@Errors(unknown = @Reply(\"NO {'{verb}'}\"))"
                        + "public interface X { @Command(\"A: b\") @Reply(\"OK\") void a(); }",
                "[Ropewalk/NotYetSupported] A field of the envelope that replies do not repeat as one word"
                        + " is not supported yet; write it in the commands, or in brackets");
        checkAfterBlock(
                "@OnConnect @Reply(value = \"HELLO\", bare = true) void greeting();"
                        + "@Command(\"A: tls\") @Reply(\"OK\") @StartTls(greet = true) void /*^*/tls();",
                "[Ropewalk/NotYetSupported] A greeting of one line in a protocol of blocks is not supported"
                        + " yet; remove greet, or make the greeting a block");
    }

    @Test
    void NotYetSupported_payloadsAfterBlocks() {
        checkAfterBlock(
                "@Command(/*^*/\"SET\\nName: {name}\") @Reply(\"OK\")"
                        + "void set(String name, @Payload(Payload.Framing.DOTTED) Bytes body);",
                "[Ropewalk/NotYetSupported] A payload after a block that does not have its length as a field"
                        + " is not supported yet; write a field Content-Length: {name.length}");
        checkAfterBlock(
                "@Command(/*^*/\"SET\\nLength: {body.length}\") @Reply(\"OK\")"
                        + "void set(@Payload Bytes body);",
                "[Ropewalk/NotYetSupported] A trailer after the payload of a block is not supported"
                        + " yet; write @Payload(trailer = NONE)");
        checkAfterBlock(
                "@Command(/*^*/\"SET\\nLength: {body.length}\") @Reply(\"OK\")"
                        + "CompletionStage<Void> set(@Payload(trailer = Payload.Trailer.NONE) PayloadStream body);",
                "[Ropewalk/NotYetSupported] A stream after a block is not supported yet; use Bytes");
        checkAfterBlock(
                "@Command(\"SET\\nLength: {body.length}\") @Reply(\"OK\")"
                        + "void set(@Payload(trailer = Payload.Trailer.NONE) Bytes body);"
                        + "@Command(/*^*/\"PUT\\nSize: {body.length}\") @Reply(\"OK\")"
                        + "void put(@Payload(trailer = Payload.Trailer.NONE) Bytes body);",
                "[Ropewalk/NotYetSupported] A second field name for the length is not supported yet; write"
                        + " Length:");
    }

    @Test
    void MixedMarks() {
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b}\\nc={c}\\n\\n\") void a(String b, String c);",
                "[Ropewalk/MixedMarks] The fields of \"a\\nb: {b}\\nc={c}\\n\\n\" have the marks ':' and '='; use only one of them");
    }

    @Test
    void TemplateSyntax_ofBlocks() {
        checkProtocol(
                "@Command(/*^*/\"a\\nb c\\n\\n\") void a();",
                "[Ropewalk/TemplateSyntax] In \"a\\nb c\\n\\n\", at character 4: this line is not a field; write name={value} or name: {value}");
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b\\n\\n\") void a(String b);",
                "[Ropewalk/TemplateSyntax] In \"a\\nb: {b\\n\\n\", at character 7: a '{' is not closed; add '}'");
    }

    @Test
    void WrongPlaceholder_ofFields() {
        checkProtocol(
                "@Command(/*^*/\"a\\n{b: ...}\\n\\n\") void a(String b);",
                "[Ropewalk/WrongPlaceholder] Placeholder {b: ...} is for fields, but b is not a map; use a Map<String, String>");
        checkProtocol(
                "@Command(/*^*/\"a\\n{b: ...}\\n\\n\") void a();",
                "[Ropewalk/UnboundPlaceholder] Placeholder {b} is not the name of a parameter");
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b*}\\n\\n\") void a(Map<String, String> b);",
                "[Ropewalk/UnsupportedType] Type Map<String, String> of b is not supported here; write {b=...} for named words, {b ...} for pairs of words, or {b: ...} for fields of a block");
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b*}\\n\\n\") void a(Optional<String> b);",
                "[Ropewalk/OptionalOutsideGroup] b is optional, but {b} is not in a group; write [ {b}]");
    }

    @Test
    void UnsupportedType_ofAMap() {
        checkProtocol(
                "@Command(\"a {b...}\") void a(Map<Integer, String> /*^*/b);",
                "[Ropewalk/UnsupportedType] Type Map<Integer, String> of b is not supported here; write {b ...}, with a blank, for pairs of words");
        checkProtocol(
                "@Command(\"a\") @Reply(\"{...}\") Map<Integer, String> /*^*/a();",
                "[Ropewalk/UnsupportedType] Type Map<Integer, String> of the result is not supported here; return a List of records");
        checkProtocol(
                "@Command(/*^*/\"a {b: ...}\") void a(Map<String, String> b);",
                "[Ropewalk/UnsupportedType] Type Map<String, String> of b is not supported here; write it after the first line of a block, or write {b=...} for named words");
    }

    @Test
    void UnboundPlaceholder_ofTheNumberOfItems() {
        String list = " items\", each = \"{}\", end = \".\") List<String> a();";
        checkProtocol(
                "@Command(\"a\") @Reply(value = /*^*/\"{count}" + list,
                "[Ropewalk/UnboundPlaceholder] Placeholder {count} is not the name of a component or parameter; use one of items.size");
        checkProtocol(
                "@Command(\"a\") @Reply(value = /*^*/\"{items}" + list,
                "[Ropewalk/WrongPlaceholder] Placeholder {items} is for one value, but items is a list; use {items.size}");
    }

    @Test
    void UnboundPlaceholder_inALineOfCapabilities() {
        checkProtocol(
                "@Command(\"a\") @Advertise(/*^*/\"SIZE {max}\") void a(); @Command(\"c\") @Reply(end = \".\") Capabilities c();",
                "[Ropewalk/UnboundPlaceholder] Placeholder {max} is not the name of a supplied value");
    }

    @Test
    void OptionalOutsideGroup_ofAPartOfAWord() {
        check(
                "@LineProtocol @Quoted(nil = \"NIL\") public interface X { @Command(\"a {v}\") void a(V /*^*/v); @Format(\"{b}:{c}\") record V(Optional<String> b, int c) {} }",
                "[Ropewalk/OptionalOutsideGroup] b is optional, but {b} is not in a group; write [ {b}]");
        check(
                "@LineProtocol @Quoted(nil = \"NIL\") public interface X { @Command(/*^*/\"a {v}\") void a(Optional<V> v); @Format(\"{b} {c}\") record V(String b, int c) {} }",
                "[Ropewalk/OptionalOutsideGroup] v is optional, but {v} is not in a group; write [ {v}]");
    }

    @Test
    void ConflictingCommands() {
        check(
                "@LineProtocol public /*^*/interface X extends A, B {} interface A { @Command(\"a\") void a(); } interface B { @Command(\"b\") void a(); }",
                "[Ropewalk/ConflictingCommands] Command a is inherited from A and B with different lines; declare it in X");
    }

    @Test
    void NotYetSupported() {
        check(
                "@LineProtocol(carrier = /*^*/{Carrier.LINE, Carrier.TRAILING}) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NotYetSupported] Carrier TRAILING beside another is not supported yet; use one of them");
    }

    @Test
    void Untagged() {
        check(
                "@LineProtocol(order = Order.TAGGED) public /*^*/interface X { @Command(\"a\") @Reply(\"OK\") void a(); }",
                "[Ropewalk/Untagged] Order TAGGED requires a tag at the end of every reply, but the envelope of this protocol has none; "
                        + "write @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")");
        check(
                "@LineProtocol(order = Order.TAGGED) @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\", other = \"* {*}\") public interface X {"
                        + " @Command(\"a\") @Reply(each = \"ITEM {}\", end = \"OK\") List<Integer> a(); @Command(\"b\") @Reply(value = \"OK\", bare = true) void /*^*/b(); }",
                "[Ropewalk/Untagged] Order TAGGED requires a tag at the end of every reply, but \"OK\" has none; "
                        + "write @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")");
    }

    @Test
    void NotYetSupported_aGroupAtTheBeginOfAGroup() {
        checkProtocol(
                "@Command(/*^*/\"a [[<{b}>]:{c}]\") void a(Optional<String> b, Optional<String> c);",
                "[Ropewalk/NotYetSupported] A blank before a group is not supported yet; move it into the group: [ {b}]; write a bracket of the line as \\\\[");
        checkProtocol(
                "@Command(/*^*/\"a x[[<{b}>]:{c}]\") void a(Optional<String> b, Optional<String> c);",
                "[Ropewalk/NotYetSupported] A group at the beginning of a group is not supported yet; put a literal before it");
    }

    @Test
    void EndlessList_ofLinesWithoutACode() {
        for (String reply :
                List.of(
                        "value = \"211-X:\", each = \"{*}\"",
                        "value = \"211 X:\", each = \"\\\\ {*}\"",
                        "each = \"\\\\ {*}\"")) {
            check(
                    "@LineProtocol(continued = \"-\") public interface X { @Command(\"a\") @Reply("
                            + reply
                            + ") List<String> /*^*/a(); }",
                    "[Ropewalk/EndlessList] The client does not know where the list of a ends; add end, or {items.size}, to its @Reply");
        }
    }

    @Test
    void NotYetSupported_repliesOfSeveralLines() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"A {a}\\n[B {b}]\\nOK\") R a(); record R(int a, OptionalInt b) {}",
                "[Ropewalk/NotYetSupported] A line that may be missing, in a reply that no empty line ends is not supported yet; let an empty line end it: write \\n\\n");
        checkProtocol(
                "@Command(\"a\") @Blocking @Reply(value = /*^*/\"A\", end = \"OK\") CompletionStage<Void> a();",
                "[Ropewalk/NotYetSupported] A line before the handler completes, with @Blocking or @Attempts is not supported yet; remove the annotation");
        checkProtocol(
                "@Command(\"a\") @Reply(\"A {a.length}\\n{a}\\nOK\") R /*^*/a(); record R(@Payload PayloadStream a) {}",
                "[Ropewalk/MisplacedStream] PayloadStream a cannot stand before another line; use Bytes");
    }

    @Test
    void TextInWord() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Command(\"b\") void b() throws E; @Reply(/*^*/\"NO {message}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E(String message) { super(message); } }",
                "[Ropewalk/TextInWord] Placeholder {message} is one word, but its text may contain blanks; write {message*}");
        check(
                "@LineProtocol @Errors(malformed = /*^*/@Reply(\"ERR {message}\")) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/TextInWord] Placeholder {message} is one word, but its text may contain blanks; write {message*}");
    }

    @Test
    void TextInWord_inALineOfHelp() {
        checkProtocol(
                "/** Sets a value. */ @Command(\"set {key}\") void set(String key); @Command(\"help\") @Reply(each = /*^*/\"{usage}\", end = \".\") default List<Help> help() { return Help.derived(); }",
                "[Ropewalk/TextInWord] Placeholder {usage} is one word, but its text may contain blanks; write {usage*}");
        checkProtocol(
                "/** Sets a value. */ @Command(\"set {key}\") void set(String key); @Command(\"help\") @Reply(value = \"ok\", each = /*^*/\"{summary} {usage*}\") @Payload(Payload.Framing.DOTTED) default List<Help> help() { return Help.derived(); }",
                "[Ropewalk/TextInWord] Placeholder {summary} is one word, but its text may contain blanks; write {summary*}");
        checkProtocol(
                "@Command(\"help\") @Reply(each = /*^*/\"{summary*}\", end = \".\") List<Help> help();",
                "[Ropewalk/UnusedParameter] Parameter usage is not in \"{summary*}\"; add {usage}");
    }
}
