package dev.faultline.node.hardware;

/** What a drive keeps its data in. */
public enum Media {
    /** Flash with four bits a cell: capacity first, large indirection units. */
    QLC,
    /** Flash with three bits a cell. */
    TLC,
    /** Flash with one bit a cell, for write buffers. */
    SLC,
    /** Memory faster than that (3D XPoint, XL-FLASH), for write buffers. */
    SCM
}
