<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AlgorithmRun</name>
    <message>
        <source>Processing does not offer Tilewright; activate Processing first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run failed; see the log.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CloudPage</name>
    <message>
        <source> m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cloudy tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2  Clouds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A raster that tells clouds: Sentinel-2 SCL, a Landsat quality band, ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most cloudy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the cloud mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the layer with the cloud marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click or drag over tiles on the map to mark them, again to unmark. Shift: a rectangle. Ctrl+Z: undo. Esc: leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud &amp;layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud &amp;mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloudy &amp;values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How cloudy tiles are found. They are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark Clouds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask bits that tell clouds, for example 14-15=3 for Landsat 8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask values that are cloudy, for example 3,8-10 for Sentinel-2 SCL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points, lines or polygons on clouds and their shadows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which mask values or which bits are cloudy; one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take all marks away; Ctrl+Z on the map brings them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The band of the cloud mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles this near to a mark are left out as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles with a larger cloudy share are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by a cloud mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep all tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked in a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or cloudy &amp;bits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>&amp;Bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Scaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2nd to 98th percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4  Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Band numbers in the order they are written, for example 3,2,1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder for the dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File &amp;names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 1 (small files) to 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the images are named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How values become 0 to 255, the same for all tiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG &amp;quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG and PNG are pictures; GeoTIFF and NumPy keep values and all bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One tile: on the left as stored, on the right as exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace an earlier dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces a dataset in the folder once the new one is complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say from which to which value the scaling runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value that becomes 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value that becomes 255.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the dataset goes: a new or empty folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by place: urban_r00012_c00034</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted: urban_1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>least to greatest value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, keep the values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridPreview</name>
    <message>
        <source>too many to draw: the outline is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:.5g} × {:.5g} m on the ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} columns and {} rows of pixels left over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} tiles of {} × {} pixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImagePage</name>
    <message>
        <source> px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edge tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1  Image and Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value to treat as nodata when the image forgot to tag it; often 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least &amp;valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xtra nodata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extra nodata must be a number, or empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load an image into QGIS, or choose one here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels that neighbouring tiles share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons that tiles must touch; empty for the whole image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The overlap must be smaller than the tile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The raster to cut into tiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tile &amp;size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles with a smaller share of valid pixels are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the tile size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens to tiles that the image's edge cuts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width and height of a tile. Metres are rounded to whole pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep, smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>metres</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move inward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message>
        <source>&amp;Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3  Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tile is of it &amp;when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All &amp;other tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the field with the class, or name one class for all polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class &amp;field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click or drag over tiles on the map to give them this class, again to take it back. Shift: a rectangle. Ctrl+Z: undo. Esc: leave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct &amp;to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dash ambiguous tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dashes tiles whose second class is nearly as large as their first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest difference of an ambiguous tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes a GeoPackage with class and colour fields, ready to draw in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Label Layer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons that tell what is where; empty for tiles without labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the tile that its class must cover.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take all corrections back; Ctrl+Z on the map undoes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class of all polygons, for example urban.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class of tiles that belong to none, for example non_urban.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class that tiles get when you correct them on the map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field with the class; empty when all polygons are of one class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule by which a tile gets its class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles by class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a polygon touches it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it lies inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its centre lies inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of at least …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunPanel</name>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find Tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find tile: file name, then Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same run as a command, as Python, or as a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zooms to a tile by the name of its file, or a part of it such as r00012_c00034.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TileDock</name>
    <message>
        <source>A dataset is being made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dataset is being made; wait or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Run again to start anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied to the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as qgis_process Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Label Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tile on the map has {} in its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in Processing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processing models (*.model3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as Model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} tiles corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} tiles marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} tiles written, {} left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} tiles, {} left out; about {:.1f} MB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tilewright</name>
    <message>
        <source>A QGIS style (.qml) for SCALING=STYLE, needed where the raster is given by its path and has no style of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A raster that tells clouds: a Sentinel-2 scene classification (SCL), a Landsat quality band, or any other, on any pixel grid and in any coordinate system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A shape of {} at {} has no place in the coordinate system of {}; check that {} has the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text file with one POLYGON or MULTIPOLYGON in longitude and latitude (WGS 84), instead of a layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tile belongs to a class when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value to treat as nodata besides the raster's own, for rasters that forgot to tag theirs; often 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AOI and AOI_WKT are both given; give one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AOI_WKT {} holds no polygon; it must hold one POLYGON or MULTIPOLYGON in longitude and latitude.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area of interest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area of interest as a WKT file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BQA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Band numbers in the order they are written, for example 3,2,1. Empty: all but alpha bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Band of the cloud mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bands whose pixels count as valid or not, for example 3,2,1. Empty: all but alpha bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bits of the mask that tell clouds, 0 being the least: 4 (that bit is set), 14-15=3 or 14-15&gt;=2 (the number in those bits); with commas, any of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of all other tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of all polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close QGIS, open Terminal, run '/Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install {}', and start QGIS again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close QGIS, open the OSGeo4W Shell from the Start menu, run 'python -m pip install {}', and start QGIS again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloud mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clouds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloudy bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloudy tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cloudy values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrections by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create tile grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cuts a raster into the tiles of a layer and writes a dataset: images in a folder a class, tiles.csv, tiles.gpkg, dataset.json and a README. Scaling is fitted once for all tiles. Tiles without a class are skipped and listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DROP leaves out tiles that the edge cuts, KEEP keeps them smaller, SHIFT moves the last row and column inward so that whole tiles cover everything. Values: DROP, KEEP, SHIFT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance around cloud marks (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dry run: count, write nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dry run: {} tiles, about {:.1f} MB of images. Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated size (bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extra nodata value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature {} of the tile layer has no outline; delete it or repair it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish an export of the same inputs and parameters into the same folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 1 (small files) to 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives each tile the class of the polygons on it. The fields label and label_pct hold the class and the share of the tile it covers, second_label and second_pct the runner-up, which tells how ambiguous a tile is. Overlapping polygons of one class count once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ground size of a pixel of the images; needs a resampling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height of a tile, when it is not square.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many threads work at once. Empty: one a processor, at most 8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How values become 0 to 255, the same for all tiles. PERCENTILE fits each band's 2nd and 98th percentile, MINMAX its extremes, RANGE takes the two values below, STYLE draws the layer as you see it, NONE keeps the raster's own values and type (for training on reflectances: with GTIFF or NPY). Values: PERCENTILE, STYLE, MINMAX, RANGE, NONE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>INTERSECTS keeps tiles that touch the area, WITHIN those wholly inside, CENTROID those with their centre in it. Values: INTERSECTS, WITHIN, CENTROID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>INTERSECTS: one of its polygons touches the tile. WITHIN: its polygons cover the whole tile. CENTROID: one holds the tile's centre. LARGEST: it covers more of the tile than any other class. COVERAGE: the same, and at least the least coverage. Where several classes qualify, the one with the largest share wins; equal shares go to the first by name. Values: INTERSECTS, WITHIN, CENTROID, LARGEST, COVERAGE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install {} with your system's package manager (Debian and Ubuntu: 'sudo apt install {}'), and start QGIS again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG and PNG are pictures of 1 or 3 bands. GTIFF keeps place, bands, nodata and type. NPY holds arrays of bands, height, width for NumPy. Values: JPEG, PNG, GTIFF, NPY.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join labels to tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LABEL_EDITS {} needs a text field named label with the class; it has {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LABEL_FIELD ({}) and LABEL ({}) are both given; give one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labelled tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest cloudy share (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of rejected tiles, to be listed with their reasons in tiles.gpkg.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lays a grid of tiles over a raster, whole pixels from its upper left corner. Tiles can be limited to an area of interest and to places with enough valid pixels; those left out go to the layer of rejected tiles with the reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least coverage (%), for COVERAGE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least share of valid pixels (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves out the tiles on which somebody marked clouds or shadows. Marks may be points, lines or polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made by a dry run: one tile as it is stored, and as it will be exported, side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes a labelled dataset of image tiles from a raster and label polygons in one call: tile grid, cloud masking, label join and export. It gives the same files as the four algorithms one after the other. A dry run counts tiles and classes and estimates the size on disk, and writes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifest (tiles.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask cloudy tiles by marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask cloudy tiles by raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures the cloudy share of each tile in a mask raster and leaves out those with too much. The share goes to the field cloud_pct. It counts the pixels by the part of them that lies in the tile, so it is exact where the mask is on the tiles' pixel grid. Tiles beyond the mask are left out, because nobody knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory ran out; close other programs, or choose a smaller area or tile size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metres a pixel, resampled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NONE cuts whole pixels and refuses tiles that are off the pixel grid. The others put each tile on a pixel grid of its own. Values: NONE, NEAREST, BILINEAR, CUBIC, AVERAGE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a folder for the dataset with OUTPUT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No polygon of the label layer {} lies near the tiles; check its coordinate system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tile is left of {}: {}. Change the settings that reject them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tile is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tile is left; the rejected layer tells why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only counts tiles and classes and estimates the size on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlap (pixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of one tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels a side, resampled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels that neighbouring tiles share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points with a field label: the tile that holds one gets its class, whatever the polygons say; NULL leaves the tile out. A field tile_id, when filled in, names the tile instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points, lines or polygons on clouds and their shadows, in any coordinate system. A tile that touches one is left out; a point on a shared edge counts for both tiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons of one or many classes, in any coordinate system. Invalid ones are repaired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons, in any coordinate system, that tiles must touch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QA60</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected tiles of earlier steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace a dataset in the folder. The earlier one stays until the new one is complete; files that are no part of it stay in any case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace an earlier dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume an interrupted export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule of the area of interest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SCL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>STYLE_FILE {} cannot be used for {}: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which class the polygons are: name a field with LABEL_FIELD, or one class for all with LABEL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scaling to 8 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the tile that the class must cover. Used by COVERAGE only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TILE_ID: urban_r00012_c00034.jpg. SEQUENCE: urban_1.jpg, counted in each class. Values: TILE_ID, SEQUENCE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area of interest {} has no polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The band of the cloud mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class of all polygons, when no field names it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class of tiles that belong to none, for example non_urban. Empty: they are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cloud layer {} is empty: no tile is cloudy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: {} cannot be written. Free some space, then run again with RESUME.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exported tiles, to look at on the map. A dry run makes it too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field of the label layer that names the class. Polygons where it is NULL are skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field of the tile layer that names the class, often label. Empty: all images go to one folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field of the tile layer that says train, val or test. Empty: no split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image to cut into tiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image to cut into tiles. Any size, coordinate system and pixel shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image to cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label layer {} has no polygon with a class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of rejected tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of the tiles that are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {} is in memory only; save it to a file first (right-click the layer, Make Permanent).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The polygon in AOI_WKT {} has no area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tile layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tile layer, with the pixel window of each tile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tile layer. Its outlines decide what is cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tile layer: from Create Tile Grid, or any polygon layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tiles left out, each with its reason. A dry run makes it too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tiles left out, with the reason of each in its field reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tiles that are left out, with the reason of each in its field reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tile grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tile height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles as a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles at the raster's edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles by class, as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles of {} x {} pixels, {:.6g} x {:.6g} m on the ground, are nearest to {:g} x {:g} m.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles this near to a mark, in metres on the ground, are left out as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles with a larger share of cloudy pixels are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles with fewer valid pixels are left out. Above 0 the raster is read once and the field valid_pct filled in. A pixel is invalid when all used bands are nodata, NaN or masked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles without a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tilewright failed unexpectedly ({}: {}); the details are in View &gt; Panels &gt; Log Messages, tab Tilewright. Please report them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tilewright needs the Python package {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tilewright needs the Python packages {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tilewright: Tile Datasets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tilewright: image-tile datasets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the tile size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used by SCALING=RANGE: the value that becomes 0; one number, or one a band separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used by SCALING=RANGE: the value that becomes 255; one number, or one a band separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of invalid pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value that becomes 0, for RANGE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value that becomes 255, for RANGE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values and ranges of the mask that are cloudy, for example 3,8-10 for Sentinel-2 SCL. Give values or bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values are scaled to 8 bits ({}); choose SCALING=NONE to keep the raster's own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What invalid pixels become in 8-bit images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the dataset goes: a new or empty folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the size is in pixels or in metres on the ground. Metres are rounded to the nearest whole pixels, and the log says what they came to. Values: PIXELS, METERS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width and height of the images; needs a resampling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of a tile, and its height unless the tile height is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clouds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deep learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fishnet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imagefolder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no raster style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>join</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jpeg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shadow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the area of interest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cloud layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the label layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the layer of corrections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the layer refused the features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the tile layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>workflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} cannot be drawn at column {}, row {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} cannot be read or written: {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} cannot be written: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} cannot be written: {}. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} could not be written: {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} did not take the tiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} has no coordinate system and {} has one, so they cannot be laid over each other; assign one to {} (right-click the layer, Layer CRS).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} has no style of its own, so QGIS's default one is drawn; give a STYLE_FILE, or choose another SCALING.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} invalid label polygons were repaired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} invalid polygons of {} were repaired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is a {} layer, which cannot be cut into tiles; save it as a GeoTIFF first (right-click the layer, Export).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is given without LABELS; name the label layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is in metres, but {} has no coordinate system; assign one, or set {} to 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is rotated, and a style can only be drawn on rasters whose rows run east-west; choose another SCALING.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is {!r}, but the layer {} has no such field; it has {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is {:g}; in pixels it must be a whole number from 1 on. For metres, set UNITS=METERS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} label features have no area and were skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} label polygons have no class (NULL) and were skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} of {} label polygons lie away from the tiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} tiles are left out: {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} tiles are skipped: {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} tiles kept, {} rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} tiles written to {} ({:.1f} MB of images).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
