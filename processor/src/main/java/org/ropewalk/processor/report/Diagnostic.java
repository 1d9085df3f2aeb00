package org.ropewalk.processor.report;

import java.util.Locale;
import javax.tools.Diagnostic.Kind;

/**
 * What may be wrong with a declaration. Each has its tag, its sentence, a test and a paragraph in
 * the documentation.
 */
public enum Diagnostic {
    /** The annotation stands on something else than an interface. */
    NOT_AN_INTERFACE(
            "@LineProtocol is on %s, which is not an interface; declare the protocol as an interface"),
    /** A generic protocol. */
    GENERIC_PROTOCOL(
            "%s has type parameters; remove them (only inherited interfaces may have them)"),
    /** An interface that generated classes may not implement. */
    SEALED_INTERFACE("%s is sealed, but a generated class must implement it; remove sealed"),
    /** A protocol that generated code cannot see. */
    PRIVATE_PROTOCOL(
            "Protocol %s is private; make it visible in its package, which contains the generated types"),
    /** A type that generated code cannot name. */
    INACCESSIBLE_TYPE(
            "Type %s is not visible in %s, which contains the generated types; make it visible there"),
    /** A type in the file of another. */
    AUXILIARY_TYPE(
            Kind.NOTE,
            "Type %s is in the file of another type, so javac -Xlint warns about generated code that uses it; nest it, or move it to its own file"),
    /** A generated type would have the name of another. */
    NAME_COLLISION(
            "Type %s already exists, and conflicts with a generated type of %s; rename one of them%s"),
    /** Two methods of the client that could not be told apart. */
    SAME_METHOD(
            "%s and %s would have the same signature in the generated client: %s; rename one of them"),
    /** A text that is no template. */
    TEMPLATE_SYNTAX("In \"%s\", at character %s: %s"),
    /** An abstract method without a meaning. */
    NOT_A_COMMAND("Method %s is not a command; add @Command, or make it a default method"),
    /** An annotation that means nothing where it stands. */
    IGNORED_ANNOTATION("@%s on %s has no effect: %s; %s"),
    /** A protocol that has nothing to say. */
    NO_COMMANDS(
            "Protocol %s has no commands, no greeting and no push messages; add a method with @Command"),
    /** A push without lines. */
    NOT_A_PUSH("Method %s is not a push message: %s; %s"),
    /** A supplied value that takes arguments. */
    NOT_A_SUPPLY("Method %s cannot supply a value, because it has parameters; remove them"),
    /** A farewell with arguments that are not there. */
    NOT_A_FAREWELL(
            "Method %s can receive only the reason of the disconnect; return void, and use one parameter, a Throwable, or none"),
    /** Spellings of a reply of which one names other values than what is written. */
    UNEQUAL_SPELLINGS(
            "Reply \"%s\" has other values than \"%s\", which is the line that is written; use the same values in both"),
    /** A method for errors with parameters that are not known when an error is found. */
    NOT_AN_ERROR_METHOD("Method %s cannot be called for errors: %s; %s"),
    /** A payload that cannot come, or go, piece by piece. */
    MISPLACED_STREAM("PayloadStream %s %s; %s"),
    /** A payload framed {@code UNTIL} without its line, or a line without such a payload. */
    UNTIL_WITHOUT_LINE("A payload framed %s %s until; %s"),
    /** A way of counting chunks where there are none. */
    CHUNK_WITHOUT_CHUNKS("A payload framed %s has no chunks; remove chunk"),
    /** A bound of a length that bounds nothing. */
    BAD_MAX_LENGTH("maxLength is %s, but %s; %s"),
    /** What cannot stand behind a payload. */
    BAD_DELIMITER(
            "The end of a DELIMITED payload must have 1 to %s characters, none above U+00FF; change until"),
    /** A reply that does not tell its command, in a protocol whose replies overtake each other. */
    UNTAGGED(
            "Order TAGGED requires a tag at the end of every reply, but %s has none; write @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")"),
    /** An envelope without a place for the line. */
    ENVELOPE_WITHOUT_LINE(
            "Envelope \"%s\" does not have exactly one place for the line; write {*} once"),
    /** What should be a state is none. */
    NO_STATE("%s is not a state of %s; use an interface that is nested in the protocol"),
    /** A command that leads to another state without a word. */
    SILENT_TRANSITION(
            "Command %s changes to state %s, but the client receives no reply; add @Reply, or @NoReply if this is intended"),
    /** A reply must be waited for, and never comes. */
    WAITS_FOR_NOTHING(
            "After command %s the client must wait for the reply (last = true), but there is none; remove last, or let it have a reply"),
    /** A prompt that cannot be written in a line. */
    BAD_PROMPT("Prompt \"%s\" must have 1 to 100 characters, none of them a control character"),
    /** A filter that generated code cannot make. */
    BAD_FILTER(
            "Filter %s %s; use a static class that implements it and has a constructor without parameters"),
    /** A command interrupts what never waits. */
    NOTHING_TO_INTERRUPT(
            "Command %s interrupts %s, which %s; use the name of a method that returns a CompletionStage"),
    /** A state with {@code @Batch} that cannot keep commands. */
    BAD_BATCH("State %s %s; %s"),
    /** A state to which nothing leads. */
    UNREACHABLE_STATE("No transition leads to state %s; %s"),
    /** A command without a line that is not alone. */
    BARE_PAYLOAD(
            "Command %s has no line, so it must be the only command of a @Once state, with one payload; %s"),
    /** A placeholder that nothing binds. */
    UNBOUND_PLACEHOLDER("Placeholder {%s} is not the name of a %s%s"),
    /** A placeholder that cannot stand twice. */
    DUPLICATE_PLACEHOLDER(
            "%s occurs twice in \"%s\"; use another name for the second, or remove it"),
    /** A parameter that is nowhere in the line. */
    UNUSED_PARAMETER("Parameter %s is not in \"%s\"; add %s"),
    /** A payload whose length is nowhere. */
    PAYLOAD_WITHOUT_LENGTH("Payload %s has no length in \"%s\"; add {%s.length}"),
    /** A length of something that is no payload. */
    LENGTH_WITHOUT_PAYLOAD("{%s.length} is not the length of a payload; add @Payload to %s"),
    /** A payload where a value of the line must be. */
    PAYLOAD_IN_LINE("{%s} is a payload, which follows its line; %s"),
    /** Lengths that do not give that of each payload. */
    UNTOLD_LENGTHS(
            "The lengths in \"%s\" do not give the length of each payload; add one payload with each length: {a.length} {a+b.length}"),
    /** A text of which nothing tells where it ends. */
    TEXT_WITHOUT_END("The end of {%s} in \"%s\" is unknown; put %s"),
    /** A type that is no value. */
    UNSUPPORTED_TYPE("Type %s of %s is not supported here; %s"),
    /** A function of Kotlin that is hidden from processors. */
    VALUE_CLASS(
            "Function %s of %s has a value class of Kotlin, so kapt hides it; use an ordinary class, or the type that it holds"),
    /** A constant or a component that no word stands for. */
    NOT_A_WORD("\"%s\" cannot be the word for %s: %s; set another word with @Format"),
    /** A value of which a part is such a value. */
    RECURSIVE_FORMAT(
            "Type %s of %s contains itself, so its lines have no limit; remove that component, or send it as a payload"),
    /** A pattern of a date or a time that cannot be read back. */
    BAD_TIME_PATTERN("\"%s\" cannot be the pattern of %s: %s; change the pattern"),
    /** A type that would not write what it reads. */
    NO_TO_STRING(
            "Type %s of %s has no toString() of its own; add one that writes the text that %s reads"),
    /** A placeholder of one word for several values, or the other way round. */
    WRONG_PLACEHOLDER("Placeholder {%s} is for %s, but %s is %s; use %s"),
    /** An optional value where the line has no choice. */
    OPTIONAL_OUTSIDE_GROUP("%s is optional, but {%s} is not in a group; write [ {%s}]"),
    /** A group whose value must be there. */
    GROUP_WITHOUT_OPTIONAL(
            "{%s} is in a group, but %s cannot be absent; make it an Optional, a List or a boolean"),
    /** More of something than generated code holds. */
    TOO_MANY("%s has %s %s, but the limit is %s; %s"),
    /** Two commands for one line. */
    AMBIGUOUS_COMMAND("\"%s\" and \"%s\" both match \"%s\"; change one of them"),
    /** One of several replies that no line tells from the others. */
    UNTOLD_REPLY(
            "A client cannot distinguish %s from the other replies of %s, because it has no line; add a line, or write client = false"),
    /** Two replies, or two pushes, for one line. */
    AMBIGUOUS_REPLY("\"%s\" and \"%s\" both match \"%s\" %s; change one of them%s"),
    /** Two alternatives of a value for one word. */
    AMBIGUOUS_CHOICE("\"%s\" and \"%s\" of %s both match \"%s\"; change one of them"),
    /** Two ways to read one line. */
    AMBIGUOUS_GROUP(
            "\"%s\" is ambiguous for the input \"%s\"; put a literal before one of the optional words"),
    /** A list that a client could not end. */
    ENDLESS_LIST(
            "The client does not know where the list of %s ends; add end, or {%s.size}, to its @Reply"),
    /** The size of what is not known before it is sent. */
    NO_SIZE("{items.size} of %s is not known before the items are written; %s"),
    /** A result that no line holds. */
    MISSING_REPLY("No reply contains the result of %s; %s"),
    /** A result that may be absent, without a line for that. */
    MISSING_ABSENT(
            "The result of %s may be absent, but its @Reply has no line for that; add absent to its @Reply"),
    /** A line for absence where there is none. */
    NEEDLESS_ABSENT(
            "The result of %s is always present; remove absent, or return an Optional or a boolean"),
    /** A member of {@code @Reply} that nothing asks for. */
    NO_EFFECT("%s of @Reply has no effect here: %s; %s"),
    /** A borrowed value that would outlive its line. */
    BORROWED_TOO_LONG("%s is valid only until %s returns, but %s; use %s"),
    /** The flag for silence is no flag. */
    NO_REPLY_NOT_BOOLEAN("@NoReply is on %s, which is not a boolean; make it a boolean"),
    /** A reply that depends on a tag which no command may leave out. */
    NO_REPLY_WITHOUT_TAG(
            "@NoReply(unless) names %1$s, which is not an optional tag; write [Id: {%1$s}] in command and reply of @Envelope"),
    /** A command that is never answered, and has an answer. */
    NO_REPLY_WITH_RESULT("@NoReply is on %s, which has %s; remove one of the two"),
    /** The result's placeholder where there is no result. */
    NO_SUCH_RESULT("In \"%s\", {} is the result, but %s has %s; %s"),
    /** A declared exception without a reply. */
    EXCEPTION_WITHOUT_REPLY("Exception %s of %s has no @Reply; %s"),
    /** A declared exception that a client could not make again. */
    EXCEPTION_WITHOUT_CONSTRUCTOR(
            "%s %s needs one public constructor, with a parameter for each placeholder of its @Reply"),
    /** A declared exception, or a class of a reply, of which a client can make no object. */
    UNMADE_EXCEPTION("%s %s cannot be created by the client: %s; %s"),
    /** A component that cannot be read back. */
    NO_ACCESSOR("The value of parameter %s of %s cannot be read; add a method %s %s()"),
    /** A placeholder that an error reply does not know. */
    UNKNOWN_ERROR_PLACEHOLDER(
            "{%s} is not available in an error reply; use {verb}, {usage}, {message}, {incident}, or a value that every state supplies"),
    /** A bound that is none. */
    BAD_LIMIT("Limit %s is %s; use a positive number, or Limits.UNLIMITED"),
    /** A bound that does nothing where it stands. */
    LIMIT_WITHOUT_EFFECT(Kind.WARNING, "Limit %s has no effect on %s; set it on %s"),
    /** Something that a peer can make as large as it likes. */
    NO_BOUND(
            Kind.NOTE,
            "Limit %s of %s is UNLIMITED, so only memory and time limit a peer; use a number if that is not intended"),
    /** A part of a dialect of quotes that cannot be. */
    BAD_DIALECT("%s of @Quoted cannot be \"%s\"; %s"),
    /** Quotes around a value where words are not quoted. */
    QUOTES_WITHOUT_DIALECT(
            Kind.NOTE,
            "The quotes in \"%s\" are literals, so a value in them cannot contain a blank; add @Quoted if words may be quoted"),
    /** A character set that the compiler's JDK does not know. */
    UNKNOWN_CHARSET("Charset %s is not known; use UTF-8, US-ASCII or ISO-8859-1"),
    /** A character set in which lines cannot be told apart, or not be written. */
    UNSUITABLE_CHARSET("Charset %s %s; use UTF-8, US-ASCII or ISO-8859-1"),
    /** A control that no value can hold. */
    NOT_A_CONTROL(
            "controls cannot contain %s, which %s; use control characters other than NUL, CR and LF"),
    /** A literal that the character set does not have. */
    UNENCODABLE_TEXT(
            "In \"%s\", character %s is not in %s; use another character, or change charset"),
    /** Line ends of which one is a part of another. */
    AMBIGUOUS_TERMINATOR("Terminator %s is part of %s; remove one of them"),
    /** What cannot end a line. */
    BAD_TERMINATOR(
            "Terminator %s %s; use CRLF, LF, CR, NUL, or up to 8 characters that begin with a control character or a symbol"),
    /** A literal in which a line end begins. */
    TERMINATOR_IN_TEXT(
            "In \"%s\", '%s' is the first character of the line end %s; use another character, or change terminator"),
    /** A payload whose end is none beside the ends of lines. */
    MISFRAMED_PAYLOAD("A payload framed %s is not possible where lines end with %s; %s"),
    /** Two members for one thing. */
    SPELLING_TWICE("caseSensitive and spelling have the same meaning; remove caseSensitive"),
    /** A name that the class file does not have. */
    MISSING_NAME(
            "The class file has no name for parameter %s of %s; compile %s with -parameters, or add @Name"),
    /** A name that no placeholder can have. */
    NOT_A_NAME("\"%s\" cannot be the name of a parameter: %s; use another name in @Name"),
    /** Two inherited commands that cannot be one. */
    CONFLICTING_COMMANDS(
            "Command %s is inherited from %s and %s with different lines; declare it in %s"),
    /** Fields without an end. */
    ENDLESS_FIELDS("The fields of \"%s\" have no end; %s"),
    /** Lines and blocks side by side. */
    MIXED_HEADS("\"%s\" %s, but \"%s\" %s; %s"),
    /** Fields that are not marked alike. */
    MIXED_MARKS("The fields of \"%s\" have the marks ':' and '='; use only one of them"),
    /** What needs a connection, in a protocol that is served over datagrams too. */
    NOT_FOR_DATAGRAMS("%s cannot be sent in datagrams: %s; %s, or remove datagrams"),
    /** What is no word of a command and no value, in a protocol of arrays. */
    NOT_IN_ARRAYS("%s cannot be used with carrier RESP; %s"),
    /** What this version's compiler does not generate. */
    NOT_YET_SUPPORTED("%s is not supported yet; %s"),
    /** A type that is not there. */
    MISSING_TYPE(
            "%s does not exist, and no annotation processor has generated it; import it, or correct its name"),
    /** A free text in a place for one word. */
    TEXT_IN_WORD(
            Kind.WARNING,
            "Placeholder {%1$s} is one word, but its text may contain blanks; write {%1$s*}"),
    /** A state that is never left. */
    INESCAPABLE_STATE(
            Kind.WARNING, "No command leaves state %s or closes the connection; add one that does"),
    /** An option that the processor does not know. */
    UNKNOWN_OPTION(Kind.WARNING, "Option %s is not known%s"),
    /** An output that the processor does not know. */
    UNKNOWN_OUTPUT(Kind.WARNING, "Output %s of ropewalk.outputs is not known%s"),
    /** Our own mistake. */
    INTERNAL_ERROR("Ropewalk failed on %s because of a bug; please report it: %s");

    private final Kind kind;
    private final String sentence;

    Diagnostic(String sentence) {
        this(Kind.ERROR, sentence);
    }

    Diagnostic(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    /** Whether it stops the compilation. */
    public Kind kind() {
        return kind;
    }

    /** Its tag, such as {@code AmbiguousCommand}. */
    public String tag() {
        StringBuilder tag = new StringBuilder();
        for (String word : name().split("_")) {
            tag.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return tag.toString();
    }

    /** The whole text. */
    public String message(Object... arguments) {
        return "[Ropewalk/" + tag() + "] " + String.format(Locale.ROOT, sentence, arguments);
    }
}
