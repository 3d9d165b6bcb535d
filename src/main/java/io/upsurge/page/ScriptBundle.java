package io.upsurge.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ES modules put together into one script that imports nothing. Each module becomes a function with names of its own; the
 * order is that of the imports, so the same modules give the same script. It knows the plain forms that our modules use:
 * {@code import { a, b } from './name.js';} on one line, and {@code export function} or {@code export const}.
 */
public final class ScriptBundle {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{ ([\\w, ]+) \\} from '\\./([\\w-]+)\\.js';$");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=(?:async )?(?:function|const) (\\w+))");
    private static final Pattern LEFT = Pattern.compile("(?m)^(import|export)\\b.*$");

    private final UnaryOperator<String> source;
    private final Map<String, String> done = new LinkedHashMap<>();

    /**
     * Makes an empty bundle.
     *
     * @param source gives the text of a module by its name
     */
    public ScriptBundle(UnaryOperator<String> source) {
        this.source = source;
    }

    /**
     * The script that runs a module after everything it imports.
     *
     * @throws IllegalStateException if a module imports or exports in another form
     */
    public String of(String entry) {
        add(entry);
        return String.join("", done.values());
    }

    private void add(String name) {
        if (done.containsKey(name)) {
            return;
        }
        String text = source.apply(name);
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            add(imports.group(2));
        }
        text = IMPORT.matcher(text)
                .replaceAll(match -> "const { " + match.group(1) + " } = " + variable(match.group(2)) + ';');
        List<String> exported = new ArrayList<>();
        Matcher exports = EXPORT.matcher(text);
        while (exports.find()) {
            exported.add(exports.group(1));
        }
        text = EXPORT.matcher(text).replaceAll("");
        Matcher left = LEFT.matcher(text);
        if (left.find()) {
            throw new IllegalStateException("module " + name + " has a form that is not known: " + left.group());
        }
        done.put(
                name,
                "const " + variable(name) + " = (() => {\n" + text.strip() + "\nreturn { " + String.join(", ", exported)
                        + " };\n})();\n");
    }

    private static String variable(String module) {
        return "module_" + module.replace('-', '_');
    }
}
