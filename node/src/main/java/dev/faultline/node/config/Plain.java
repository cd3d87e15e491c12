package dev.faultline.node.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The annotated record has one component, and is written as that component's value alone: {@code
 * server: ebox-1u-10x122} instead of {@code server: {name: ebox-1u-10x122}}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Plain {}
