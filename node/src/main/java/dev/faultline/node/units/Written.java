package dev.faultline.node.units;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a value of the annotated type is written as text. The type itself has a {@code public static
 * parse(String)}, which decides; this is what an editor (through the JSON Schema) is told about it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Written {

    /** What the text says, in a few words: "a size in bytes". */
    String what();

    /** A regular expression (ECMA dialect) that accepted text matches as a whole. */
    String pattern();

    /** Texts that are accepted. */
    String[] examples();
}
