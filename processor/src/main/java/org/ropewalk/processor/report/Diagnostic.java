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
            "@LineProtocol stands on %s, which is no interface; declare the protocol as an interface"),
    /** A generic protocol. */
    GENERIC_PROTOCOL("%s has type parameters; declare it without, and let its fragments have them"),
    /** An interface that generated classes may not implement. */
    SEALED_INTERFACE("%s is sealed, and a generated class implements it; remove sealed"),
    /** A protocol that generated code cannot see. */
    PRIVATE_PROTOCOL(
            "Protocol %s is private; make it visible in its package, where its generated types stand"),
    /** A type that generated code cannot name. */
    INACCESSIBLE_TYPE(
            "Type %s cannot be named in %s, where the generated types stand; make it visible there"),
    /** A type in the file of another. */
    AUXILIARY_TYPE(
            Kind.NOTE,
            "Type %s is declared in the file of another type, and javac -Xlint warns where generated code uses it; nest it, or give it a file of its own"),
    /** A generated type would have the name of another. */
    NAME_COLLISION("Type %s exists already, and would be generated for %s; rename one of them"),
    /** Two methods of the client that could not be told apart. */
    SAME_METHOD("%s and %s would both be %s of the generated client; rename one of them"),
    /** A text that is no template. */
    TEMPLATE_SYNTAX("In \"%s\", at character %s: %s"),
    /** An abstract method without a meaning. */
    NOT_A_COMMAND("Method %s is no command; add @Command, or make it a default method"),
    /** An annotation that means nothing where it stands. */
    IGNORED_ANNOTATION("@%s on %s has no effect: %s; %s"),
    /** A protocol that has nothing to say. */
    NO_COMMANDS(
            "Protocol %s has no commands, and neither greets nor pushes; add a method with @Command"),
    /** A push without lines. */
    NOT_A_PUSH(
            "Method %s is no push; let it return void (a state is a parameter), and give it a @Reply with a line, or with each and end for a list"),
    /** A supplied value that takes arguments. */
    NOT_A_SUPPLY("Method %s cannot supply a value; let it take no arguments"),
    /** A farewell with arguments that are not there. */
    NOT_A_FAREWELL(
            "Method %s is called at the end with the reason alone; let it take a Throwable, or nothing"),
    /** Spellings of a reply of which one names other values than what is written. */
    UNEQUAL_SPELLINGS(
            "Reply \"%s\" names other values than \"%s\", which is written; let both name the same"),
    /** A method for errors with parameters that are not known when an error is found. */
    NOT_AN_ERROR_METHOD("Method %s cannot be told of errors: %s; %s"),
    /** A payload that cannot come, or go, piece by piece. */
    MISPLACED_STREAM("PayloadStream %s %s; %s"),
    /** A payload framed {@code UNTIL} without its line, or a line without such a payload. */
    UNTIL_WITHOUT_LINE(
            "A payload framed %s: what ends it is given for UNTIL and DELIMITED alone; %s"),
    /** A way of counting chunks where there are none. */
    CHUNK_WITHOUT_CHUNKS("A payload framed %s has no chunks; remove chunk"),
    /** A bound of a length that bounds nothing. */
    BAD_MAX_LENGTH("maxLength = %s: the payload %s; %s"),
    /** What cannot stand behind a payload. */
    BAD_DELIMITER(
            "What ends a DELIMITED payload is one to %s characters up to U+00FF; write other bytes into until"),
    /** A reply that does not tell its command, in a protocol whose replies overtake each other. */
    UNTAGGED(
            "Order TAGGED tells replies apart by a word that every line repeats, and %s does not; write @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")"),
    /** An envelope without a place for the line. */
    ENVELOPE_WITHOUT_LINE("Envelope \"%s\" has no single place for the line; write {*} once"),
    /** What should be a state is none. */
    NO_STATE("%s is no state of %s; name an interface that is nested in the protocol"),
    /** A command that leads to another state without a word. */
    SILENT_TRANSITION(
            "Command %s leads to state %s, and its client is not told; add @Reply, or @NoReply if that is meant"),
    /** A reply must be waited for, and never comes. */
    WAITS_FOR_NOTHING(
            "Command %s is the last before a reply that never comes; remove last, or @NoReply"),
    /** A state to which nothing leads. */
    UNREACHABLE_STATE("Nothing leads to state %s; let a command return it, or remove it"),
    /** A command without a line that is not alone. */
    BARE_PAYLOAD(
            "Command %s has no line, so it must be the only one of a @Once state, with one payload; %s"),
    /** A placeholder that nothing binds. */
    UNBOUND_PLACEHOLDER("Placeholder {%s} has no %s of that name%s"),
    /** A placeholder that cannot stand twice. */
    DUPLICATE_PLACEHOLDER(
            "%s stands twice in \"%s\"; give the second a name of its own, or remove it"),
    /** A parameter that is nowhere in the line. */
    UNUSED_PARAMETER("Parameter %s is not in \"%s\"; add %s"),
    /** A payload whose length is nowhere. */
    PAYLOAD_WITHOUT_LENGTH("Payload %s has no length in \"%s\"; add {%s.length}"),
    /** A length of something that is no payload. */
    LENGTH_WITHOUT_PAYLOAD("{%s.length} needs a payload of that name; add @Payload to %s"),
    /** Lengths that do not give that of each payload. */
    UNTOLD_LENGTHS(
            "The lengths in \"%s\" do not give that of each payload; let each add one payload to those before it"),
    /** A text of which nothing tells where it ends. */
    TEXT_WITHOUT_END("Nothing tells where {%s} ends in \"%s\"; put %s"),
    /** A type that is no value. */
    UNSUPPORTED_TYPE("Type %s of %s cannot be read here; %s"),
    /** A constant or a component that no word stands for. */
    NOT_A_WORD("\"%s\" cannot stand for %s: %s; give it another word by @Format"),
    /** A value of which a part is such a value. */
    RECURSIVE_FORMAT(
            "Type %s of %s holds itself, so that nothing bounds its lines; leave that part out, or send it as a payload"),
    /** A pattern of a date or a time that cannot be read back. */
    BAD_TIME_PATTERN("\"%s\" cannot be the pattern of %s: %s; write another"),
    /** A type that would not write what it reads. */
    NO_TO_STRING("Type %s of %s has no toString() of its own; add one that writes what %s reads"),
    /** A placeholder of one word for several values, or the other way round. */
    WRONG_PLACEHOLDER("Placeholder {%s} takes %s, but %s is %s; write %s"),
    /** An optional value where the line has no choice. */
    OPTIONAL_OUTSIDE_GROUP("%s is optional, but {%s} is not; write [ {%s}]"),
    /** A group whose value must be there. */
    GROUP_WITHOUT_OPTIONAL(
            "{%s} is optional, but %s cannot be absent; make it an Optional, a List or a boolean"),
    /** More of something than generated code holds. */
    TOO_MANY("%s has %s %s, and at most %s can be generated; %s"),
    /** Two commands for one line. */
    AMBIGUOUS_COMMAND("\"%s\" and \"%s\" both match \"%s\"; change one of them"),
    /** One of several replies that no line tells from the others. */
    UNTOLD_REPLY(
            "A client cannot tell %s from the other replies of %s, as it has no line; give it one, or"
                    + " write client = false"),
    /** Two replies, or two pushes, for one line. */
    AMBIGUOUS_REPLY("\"%s\" and \"%s\" both match \"%s\", which may come %s; change one of them"),
    /** Two alternatives of a value for one word. */
    AMBIGUOUS_CHOICE("\"%s\" and \"%s\" of %s both match \"%s\"; change one of them"),
    /** Two ways to read one line. */
    AMBIGUOUS_GROUP(
            "\"%s\" can be read in two ways when it is \"%s\"; put a literal before one of the optional words"),
    /** A list that a client could not end. */
    ENDLESS_LIST("The list that %s returns has no end; add end, or {items.size}, to its @Reply"),
    /** The size of what is not known before it is sent. */
    NO_SIZE("How many items %s has is not known before them; %s"),
    /** A result that no line holds. */
    MISSING_REPLY("The result of %s is in no reply; add @Reply to the method or to %s"),
    /** A result that may be absent, without a line for that. */
    MISSING_ABSENT("The result of %s may be absent; add absent to its @Reply"),
    /** A line for absence where there is none. */
    NEEDLESS_ABSENT(
            "The result of %s is always there; remove absent, or return an Optional or a boolean"),
    /** A member of {@code @Reply} that nothing asks for. */
    NO_EFFECT("%s of @Reply has no effect here: %s; %s"),
    /** A borrowed value that would outlive its line. */
    BORROWED_TOO_LONG("%s is valid only until %s returns, which %s; use %s"),
    /** The flag for silence is no flag. */
    NO_REPLY_NOT_BOOLEAN("@NoReply stands on %s, which is no boolean; make it one"),
    /** A reply that depends on a tag which no command may leave out. */
    NO_REPLY_WITHOUT_TAG(
            "@NoReply asks for %1$s, which is no tag that may be missing; write [Id: {%1$s}] into"
                    + " command and reply of @Envelope"),
    /** A command that is never answered, and has an answer. */
    NO_REPLY_WITH_RESULT("@NoReply stands on %s, which has %s; remove one of the two"),
    /** The result's placeholder where there is no result. */
    NO_SUCH_RESULT("In \"%s\", {} stands for a result of %s, which has %s; %s"),
    /** A declared exception without a reply. */
    EXCEPTION_WITHOUT_REPLY("Exception %s of %s has no @Reply; add one, or make it unchecked"),
    /** A declared exception that a client could not make again. */
    EXCEPTION_WITHOUT_CONSTRUCTOR(
            "%s %s needs one public constructor, with a parameter for each placeholder of its @Reply"),
    /** A declared exception, or a class of a reply, of which a client can make no object. */
    UNMADE_EXCEPTION("%s %s cannot be made again by a client: %s; %s"),
    /** A component that cannot be read back. */
    NO_ACCESSOR("Parameter %s of %s cannot be read back; add a method %s %s()"),
    /** A placeholder that an error reply does not know. */
    UNKNOWN_ERROR_PLACEHOLDER(
            "An error reply does not know {%s}; it knows {verb}, {usage}, {message}, {incident} and what every state supplies"),
    /** A bound that is none. */
    BAD_LIMIT("Limit %s is %s; give a positive number, or Limits.UNLIMITED"),
    /** A bound that does nothing where it stands. */
    LIMIT_WITHOUT_EFFECT(Kind.WARNING, "Limit %s has no effect on %s; set it on %s"),
    /** Something that a peer can make as large as it likes. */
    NO_BOUND(
            Kind.NOTE,
            "Limit %s of %s is UNLIMITED: here a peer is bounded by nothing but memory and time"),
    /** A character set that the compiler's JDK does not know. */
    UNKNOWN_CHARSET("Character set %s is not known; did you mean UTF-8, US-ASCII or ISO-8859-1?"),
    /** A character set in which lines cannot be told apart, or not be written. */
    UNSUITABLE_CHARSET("Character set %s %s; use UTF-8, US-ASCII or ISO-8859-1"),
    /** A control that no value can hold. */
    NOT_A_CONTROL(
            "Values cannot hold %s: it %s; let controls name control characters other than NUL, CR and LF"),
    /** A literal that the character set does not have. */
    UNENCODABLE_TEXT("In \"%s\", character %s is not in %s; write another, or change charset"),
    /** Line ends of which one is a part of another. */
    AMBIGUOUS_TERMINATOR("Terminator %s is a part of %s; remove one of them"),
    /** What cannot end a line. */
    BAD_TERMINATOR(
            "Terminator %s %s; write CRLF, LF, CR, NUL, or at most eight characters of which the first is a control or a sign"),
    /** A literal in which a line end begins. */
    TERMINATOR_IN_TEXT(
            "In \"%s\", '%s' may begin the line end %s; write another, or change terminator"),
    /** A payload whose end is none beside the ends of lines. */
    MISFRAMED_PAYLOAD("A payload framed %s cannot stand beside lines that end in %s; %s"),
    /** Two members for one thing. */
    SPELLING_TWICE("caseSensitive and spelling say the same; remove caseSensitive"),
    /** A name that the class file does not have. */
    MISSING_NAME("Parameter %s of %s has lost its name; compile %s with -parameters, or add @Name"),
    /** A name that no placeholder can have. */
    NOT_A_NAME("\"%s\" cannot be the name of a parameter: %s; write another into @Name"),
    /** Two inherited commands that cannot be one. */
    CONFLICTING_COMMANDS(
            "Command %s is inherited from %s and %s with different lines; declare it in %s"),
    /** Fields without an end. */
    ENDLESS_FIELDS(
            "Nothing ends the fields of \"%s\"; end the block with an empty line: write \\n\\n behind it, or into @Envelope"),
    /** Lines and blocks side by side. */
    MIXED_HEADS("\"%s\" %s, and \"%s\" %s; %s"),
    /** Fields that are not marked alike. */
    MIXED_MARKS("The fields of \"%s\" have the marks ':' and '='; write one of them"),
    /** What needs a connection, in a protocol that is served over datagrams too. */
    NOT_FOR_DATAGRAMS("%s cannot be served in datagrams: %s; %s, or remove datagrams"),
    /** What this version's compiler does not generate. */
    NOT_YET_SUPPORTED("%s is not supported yet; %s"),
    /** A type that is not there. */
    MISSING_TYPE("%s does not exist; it was awaited until the last round"),
    /** A free text in a place for one word. */
    TEXT_IN_WORD(
            Kind.WARNING, "Placeholder {%s} takes one word, and a %s has blanks; write {%1$s*}"),
    /** A state that is never left. */
    INESCAPABLE_STATE(
            Kind.WARNING,
            "Nothing leads out of state %s, and no reply in it closes the connection; add a command that does"),
    /** An option that the processor does not know. */
    UNKNOWN_OPTION(Kind.WARNING, "Option %s is not known%s"),
    /** An output that the processor does not know. */
    UNKNOWN_OUTPUT(Kind.WARNING, "Output %s of ropewalk.outputs is not known%s"),
    /** Our own mistake. */
    INTERNAL_ERROR("Ropewalk failed on %s; please report this: %s");

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
