package org.ropewalk.processor.emit.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;

/**
 * The comment of a generated command: what its declaration says of it, its line, its parameters,
 * and what the future fails with.
 */
final class CommandComment {
    /** References, which the generated class has no imports for. */
    private static final Pattern LINK =
            Pattern.compile("\\{@link(?:plain)?\\s+([^\\s}]+)(?:\\s+([^}]*))?}");

    private static final Pattern TAG = Pattern.compile("@(\\w+)\\s*(.*)", Pattern.DOTALL);

    private final CommandModel command;
    private final List<ParameterModel> arguments;
    private final List<String> description = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    private CommandComment(CommandModel command, List<ParameterModel> arguments) {
        this.command = command;
        this.arguments = arguments;
        String tag = null;
        for (String line : plain(command.documentation()).lines().toList()) {
            String text = line.strip();
            if (text.startsWith("@")) {
                tag = key(text);
                tags.put(tag, TAG.matcher(text).replaceFirst("$2"));
            } else if (tag == null) {
                description.add(text);
            } else {
                tags.merge(tag, text, (first, second) -> first + "\n" + second);
            }
        }
    }

    /**
     * The comment.
     *
     * @param arguments the parameters of the generated method
     */
    static String of(CommandModel command, List<ParameterModel> arguments) {
        return new CommandComment(command, arguments).text();
    }

    /** The tag with the name that it is about, if it is about one. */
    private static String key(String text) {
        String[] words = text.split("\\s+", 3);
        return switch (words[0]) {
            case "@param", "@throws", "@exception" ->
                    words[0].replace("exception", "throws")
                            + " "
                            + (words.length > 1 ? words[1] : "");
            default -> words[0];
        };
    }

    /** Without references to types that cannot be resolved, and without an end of the comment. */
    private static String plain(String documentation) {
        return LINK.matcher(documentation.replace("{@inheritDoc}", ""))
                .replaceAll(
                        link ->
                                Matcher.quoteReplacement(
                                        link.group(2) == null
                                                ? "{@code " + link.group(1).replace("#", ".") + "}"
                                                : link.group(2)))
                .replace("*/", "*&#47;")
                .replace("\\u", "&#92;u");
    }

    private String text() {
        String line = "{@code " + Javadoc.code(command.templates().get(0).source()) + "}";
        String said = String.join("\n", description).strip();
        StringBuilder text = new StringBuilder(said.isEmpty() ? line : said + "\n\n<p>" + line);
        text.append('\n');
        List<String> blocks = blocks();
        if (!blocks.isEmpty()) {
            text.append('\n');
            blocks.forEach(block -> text.append(block.stripTrailing()).append('\n'));
        }
        return text.toString();
    }

    /** What the tags say of the generated method. */
    private List<String> blocks() {
        List<String> blocks = new ArrayList<>();
        for (ParameterModel argument : arguments) {
            String about = about("@param " + argument.name());
            if (!about.isEmpty()) {
                blocks.add("@param " + Javadoc.local(argument.name()) + " " + about);
            }
        }
        String result = tags.getOrDefault("@return", "").strip();
        List<String> failures = new ArrayList<>();
        for (FailureModel failure : command.failures()) {
            String name = String.join(".", failure.type().simpleNames());
            String simple = failure.type().simpleName();
            String why =
                    tags.containsKey("@throws " + name)
                            ? about("@throws " + name)
                            : about("@throws " + simple);
            failures.add("{@code " + simple + "}" + (why.isEmpty() ? "" : " " + why));
        }
        if (!result.isEmpty() || !failures.isEmpty()) {
            blocks.add(
                    "@return "
                            + (result.isEmpty() ? "when the reply has come" : result)
                            + (failures.isEmpty()
                                    ? ""
                                    : "; fails with " + String.join(", or ", failures)));
        }
        return blocks;
    }

    /** What a tag says behind the name that it is about. */
    private String about(String key) {
        String text = tags.getOrDefault(key, "");
        int name = text.indexOf(' ');
        return name < 0 ? "" : text.substring(name).strip();
    }
}
