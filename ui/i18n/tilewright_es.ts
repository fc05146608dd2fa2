<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AlgorithmRun</name>
    <message>
        <source>Processing does not offer Tilewright; activate Processing first.</source>
        <translation>Procesos no ofrece Tilewright; primero hay que activar el complemento Procesos.</translation>
    </message>
    <message>
        <source>The run failed; see the log.</source>
        <translation>La ejecución falló; el registro dice por qué.</translation>
    </message>
</context>
<context>
    <name>CloudPage</name>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>&amp;Cloudy tiles</source>
        <translation>Teselas &amp;nubosas</translation>
    </message>
    <message>
        <source>2  Clouds</source>
        <translation>2  Nubes</translation>
    </message>
    <message>
        <source>A raster that tells clouds: Sentinel-2 SCL, a Landsat quality band, ...</source>
        <translation>Un ráster que indica las nubes: SCL de Sentinel-2, una banda de calidad de Landsat...</translation>
    </message>
    <message>
        <source>At most cloudy</source>
        <translation>Nubosidad máxima</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <source>Choose the cloud mask.</source>
        <translation>Falta elegir la máscara de nubes.</translation>
    </message>
    <message>
        <source>Choose the layer with the cloud marks.</source>
        <translation>Falta elegir la capa con las marcas de nubes.</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Click or drag over tiles on the map to mark them, again to unmark. Shift: a rectangle. Ctrl+Z: undo. Esc: leave.</source>
        <translation>Hacer clic o arrastrar sobre las teselas del mapa para marcarlas, y otra vez para desmarcarlas. Mayús: un rectángulo. Ctrl+Z: deshacer. Esc: salir.</translation>
    </message>
    <message>
        <source>Cloud &amp;layer</source>
        <translation>&amp;Capa de nubes</translation>
    </message>
    <message>
        <source>Cloud &amp;mask</source>
        <translation>&amp;Máscara de nubes</translation>
    </message>
    <message>
        <source>Cloudy &amp;values</source>
        <translation>&amp;Valores nubosos</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distancia</translation>
    </message>
    <message>
        <source>How cloudy tiles are found. They are left out.</source>
        <translation>Cómo se encuentran las teselas nubosas, que se descartan.</translation>
    </message>
    <message>
        <source>Mark Clouds</source>
        <translation>Marcar nubes</translation>
    </message>
    <message>
        <source>Mask bits that tell clouds, for example 14-15=3 for Landsat 8.</source>
        <translation>Bits de la máscara que indican nubes; por ejemplo, 14-15=3 para Landsat 8.</translation>
    </message>
    <message>
        <source>Mask values that are cloudy, for example 3,8-10 for Sentinel-2 SCL.</source>
        <translation>Valores de la máscara que indican nubes; por ejemplo, 3,8-10 para SCL de Sentinel-2.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on clouds and their shadows.</source>
        <translation>Puntos, líneas o polígonos sobre las nubes y sus sombras.</translation>
    </message>
    <message>
        <source>Say which mask values or which bits are cloudy; one of the two.</source>
        <translation>Falta indicar qué valores o qué bits de la máscara son nubes; solo una de las dos cosas.</translation>
    </message>
    <message>
        <source>Take all marks away; Ctrl+Z on the map brings them back.</source>
        <translation>Quita todas las marcas; Ctrl+Z en el mapa las recupera.</translation>
    </message>
    <message>
        <source>The band of the cloud mask.</source>
        <translation>La banda de la máscara de nubes.</translation>
    </message>
    <message>
        <source>Tiles this near to a mark are left out as well.</source>
        <translation>También se descartan las teselas que estén así de cerca de una marca.</translation>
    </message>
    <message>
        <source>Tiles with a larger cloudy share are left out.</source>
        <translation>Se descartan las teselas con una proporción de nubes mayor.</translation>
    </message>
    <message>
        <source>by a cloud mask</source>
        <translation>según una máscara de nubes</translation>
    </message>
    <message>
        <source>keep all tiles</source>
        <translation>conservar todas</translation>
    </message>
    <message>
        <source>marked in a layer</source>
        <translation>marcadas en una capa</translation>
    </message>
    <message>
        <source>marked on the map</source>
        <translation>marcadas en el mapa</translation>
    </message>
    <message>
        <source>or cloudy &amp;bits</source>
        <translation>o &amp;bits nubosos</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>&amp;Bands</source>
        <translation>&amp;Bandas</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Carpeta</translation>
    </message>
    <message>
        <source>&amp;Scaling</source>
        <translation>E&amp;scalado</translation>
    </message>
    <message>
        <source>2nd to 98th percentile</source>
        <translation>del percentil 2 al 98</translation>
    </message>
    <message>
        <source>4  Export</source>
        <translation>4  Exportación</translation>
    </message>
    <message>
        <source>Band numbers in the order they are written, for example 3,2,1.</source>
        <translation>Números de banda en el orden en que se escriben; por ejemplo, 3,2,1.</translation>
    </message>
    <message>
        <source>Choose a folder for the dataset.</source>
        <translation>Falta elegir una carpeta para el conjunto de datos.</translation>
    </message>
    <message>
        <source>Dataset Folder</source>
        <translation>Carpeta del conjunto de datos</translation>
    </message>
    <message>
        <source>File &amp;names</source>
        <translation>&amp;Nombres de archivo</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>&amp;Formato</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>From 1 (small files) to 100.</source>
        <translation>De 1 (archivos pequeños) a 100.</translation>
    </message>
    <message>
        <source>How the images are named.</source>
        <translation>Cómo se llaman las imágenes.</translation>
    </message>
    <message>
        <source>How values become 0 to 255, the same for all tiles.</source>
        <translation>Cómo pasan los valores a la escala de 0 a 255; igual para todas las teselas.</translation>
    </message>
    <message>
        <source>JPEG &amp;quality</source>
        <translation>Calida&amp;d JPEG</translation>
    </message>
    <message>
        <source>JPEG and PNG are pictures; GeoTIFF and NumPy keep values and all bands.</source>
        <translation>JPEG y PNG son imágenes para ver; GeoTIFF y NumPy conservan los valores y todas las bandas.</translation>
    </message>
    <message>
        <source>One tile: on the left as stored, on the right as exported.</source>
        <translation>Una tesela: a la izquierda, tal como está guardada; a la derecha, tal como se exporta.</translation>
    </message>
    <message>
        <source>Replace an earlier dataset</source>
        <translation>Reemplazar uno anterior</translation>
    </message>
    <message>
        <source>Replaces a dataset in the folder once the new one is complete.</source>
        <translation>Reemplaza el conjunto de datos de la carpeta cuando el nuevo está completo.</translation>
    </message>
    <message>
        <source>Say from which to which value the scaling runs.</source>
        <translation>Falta indicar entre qué valores va el escalado.</translation>
    </message>
    <message>
        <source>The value that becomes 0.</source>
        <translation>El valor que pasa a ser 0.</translation>
    </message>
    <message>
        <source>The value that becomes 255.</source>
        <translation>El valor que pasa a ser 255.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Where the dataset goes: a new or empty folder.</source>
        <translation>Dónde se guarda el conjunto de datos: una carpeta nueva o vacía.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todas</translation>
    </message>
    <message>
        <source>as on the map</source>
        <translation>como en el mapa</translation>
    </message>
    <message>
        <source>by place: urban_r00012_c00034</source>
        <translation>por lugar: urban_r00012_c00034</translation>
    </message>
    <message>
        <source>counted: urban_1</source>
        <translation>numerados: urban_1</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>desde … hasta …</translation>
    </message>
    <message>
        <source>least to greatest value</source>
        <translation>del valor mínimo al máximo</translation>
    </message>
    <message>
        <source>none, keep the values</source>
        <translation>ninguno, conservar los valores</translation>
    </message>
</context>
<context>
    <name>GridPreview</name>
    <message>
        <source>too many to draw: the outline is shown</source>
        <translation>demasiadas para dibujarlas: se muestra el contorno</translation>
    </message>
    <message>
        <source>{:.5g} × {:.5g} m on the ground</source>
        <translation>{:.5g} × {:.5g} m sobre el terreno</translation>
    </message>
    <message>
        <source>{} columns and {} rows of pixels left over</source>
        <translation>sobran {} columnas y {} filas de píxeles</translation>
    </message>
    <message>
        <source>{} tiles of {} × {} pixels</source>
        <translation>{} teselas de {} × {} píxeles</translation>
    </message>
</context>
<context>
    <name>ImagePage</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>&amp;Area</source>
        <translation>Á&amp;rea</translation>
    </message>
    <message>
        <source>&amp;Edge tiles</source>
        <translation>Teselas del &amp;borde</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>&amp;Imagen</translation>
    </message>
    <message>
        <source>&amp;Overlap</source>
        <translation>Su&amp;perposición</translation>
    </message>
    <message>
        <source>1  Image and Grid</source>
        <translation>1  Imagen y cuadrícula</translation>
    </message>
    <message>
        <source>A value to treat as nodata when the image forgot to tag it; often 0.</source>
        <translation>Un valor que se trata como sin datos si la imagen no lo declara; a menudo, 0.</translation>
    </message>
    <message>
        <source>At least &amp;valid</source>
        <translation>Mínimo de &amp;válidos</translation>
    </message>
    <message>
        <source>E&amp;xtra nodata</source>
        <translation>Sin datos e&amp;xtra</translation>
    </message>
    <message>
        <source>Extra nodata must be a number, or empty.</source>
        <translation>El valor sin datos extra debe ser un número o quedar vacío.</translation>
    </message>
    <message>
        <source>Load an image into QGIS, or choose one here.</source>
        <translation>Falta una imagen: cargarla en QGIS o elegirla aquí.</translation>
    </message>
    <message>
        <source>Pixels that neighbouring tiles share.</source>
        <translation>Píxeles que comparten las teselas vecinas.</translation>
    </message>
    <message>
        <source>Polygons that tiles must touch; empty for the whole image.</source>
        <translation>Polígonos que las teselas deben tocar; vacío para usar toda la imagen.</translation>
    </message>
    <message>
        <source>The overlap must be smaller than the tile.</source>
        <translation>La superposición debe ser menor que la tesela.</translation>
    </message>
    <message>
        <source>The raster to cut into tiles.</source>
        <translation>El ráster que se corta en teselas.</translation>
    </message>
    <message>
        <source>Tile &amp;size</source>
        <translation>&amp;Tamaño de tesela</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Tamaño de tesela</translation>
    </message>
    <message>
        <source>Tiles with a smaller share of valid pixels are left out.</source>
        <translation>Se descartan las teselas con una proporción menor de píxeles válidos.</translation>
    </message>
    <message>
        <source>Unit of the tile size</source>
        <translation>Unidad del tamaño de tesela</translation>
    </message>
    <message>
        <source>What happens to tiles that the image's edge cuts.</source>
        <translation>Qué pasa con las teselas que corta el borde de la imagen.</translation>
    </message>
    <message>
        <source>Width and height of a tile. Metres are rounded to whole pixels.</source>
        <translation>Anchura y altura de una tesela. Los metros se redondean a píxeles enteros.</translation>
    </message>
    <message>
        <source>keep, smaller</source>
        <translation>conservar más pequeñas</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>descartar</translation>
    </message>
    <message>
        <source>metres</source>
        <translation>metros</translation>
    </message>
    <message>
        <source>move inward</source>
        <translation>mover hacia dentro</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>píxeles</translation>
    </message>
</context>
<context>
    <name>LabelPage</name>
    <message>
        <source>&amp;Labels</source>
        <translation>&amp;Etiquetas</translation>
    </message>
    <message>
        <source>3  Labels</source>
        <translation>3  Etiquetas</translation>
    </message>
    <message>
        <source>A tile is of it &amp;when</source>
        <translation>Es de la clase c&amp;uando</translation>
    </message>
    <message>
        <source>All &amp;other tiles</source>
        <translation>Las &amp;demás teselas</translation>
    </message>
    <message>
        <source>Choose the field with the class, or name one class for all polygons.</source>
        <translation>Falta elegir el campo de clase o dar una clase a todos los polígonos.</translation>
    </message>
    <message>
        <source>Class &amp;field</source>
        <translation>&amp;Campo de clase</translation>
    </message>
    <message>
        <source>Class &amp;name</source>
        <translation>&amp;Nombre de clase</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Click or drag over tiles on the map to give them this class, again to take it back. Shift: a rectangle. Ctrl+Z: undo. Esc: leave.</source>
        <translation>Hacer clic o arrastrar sobre las teselas del mapa para darles esta clase, y otra vez para quitársela. Mayús: un rectángulo. Ctrl+Z: deshacer. Esc: salir.</translation>
    </message>
    <message>
        <source>Correct &amp;to</source>
        <translation>Corre&amp;gir a</translation>
    </message>
    <message>
        <source>Correct Labels</source>
        <translation>Corregir etiquetas</translation>
    </message>
    <message>
        <source>Dash ambiguous tiles</source>
        <translation>Señalar ambiguas</translation>
    </message>
    <message>
        <source>Dashes tiles whose second class is nearly as large as their first.</source>
        <translation>Dibuja con trazo discontinuo las teselas cuya segunda clase es casi tan grande como la primera.</translation>
    </message>
    <message>
        <source>Largest difference of an ambiguous tile</source>
        <translation>Diferencia máxima de una tesela ambigua</translation>
    </message>
    <message>
        <source>Least share</source>
        <translation>Proporción mínima</translation>
    </message>
    <message>
        <source>Makes a GeoPackage with class and colour fields, ready to draw in.</source>
        <translation>Crea un GeoPackage con campos de clase y color, listo para dibujar.</translation>
    </message>
    <message>
        <source>New Label Layer…</source>
        <translation>Nueva capa de etiquetas…</translation>
    </message>
    <message>
        <source>Polygons that tell what is where; empty for tiles without labels.</source>
        <translation>Polígonos que dicen qué hay en cada lugar; vacío para teselas sin etiquetas.</translation>
    </message>
    <message>
        <source>Share of the tile that its class must cover.</source>
        <translation>Proporción de la tesela que debe cubrir su clase.</translation>
    </message>
    <message>
        <source>Take all corrections back; Ctrl+Z on the map undoes it.</source>
        <translation>Quita todas las correcciones; Ctrl+Z en el mapa las recupera.</translation>
    </message>
    <message>
        <source>The class of all polygons, for example urban.</source>
        <translation>La clase de todos los polígonos; por ejemplo, urban.</translation>
    </message>
    <message>
        <source>The class of tiles that belong to none, for example non_urban.</source>
        <translation>La clase de las teselas que no son de ninguna otra; por ejemplo, non_urban.</translation>
    </message>
    <message>
        <source>The class that tiles get when you correct them on the map.</source>
        <translation>La clase que reciben las teselas al corregirlas en el mapa.</translation>
    </message>
    <message>
        <source>The field with the class; empty when all polygons are of one class.</source>
        <translation>El campo con la clase; vacío si todos los polígonos son de la misma.</translation>
    </message>
    <message>
        <source>The rule by which a tile gets its class.</source>
        <translation>La regla que da su clase a una tesela.</translation>
    </message>
    <message>
        <source>Tiles by class</source>
        <translation>Teselas por clase</translation>
    </message>
    <message>
        <source>a polygon touches it</source>
        <translation>un polígono la toca</translation>
    </message>
    <message>
        <source>it lies inside</source>
        <translation>está dentro</translation>
    </message>
    <message>
        <source>its centre lies inside</source>
        <translation>su centro está dentro</translation>
    </message>
    <message>
        <source>largest share</source>
        <translation>mayor proporción</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>se descartan</translation>
    </message>
    <message>
        <source>share of at least …</source>
        <translation>proporción mínima de …</translation>
    </message>
</context>
<context>
    <name>RunPanel</name>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Ejecutar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Find Tile</source>
        <translation>Buscar tesela</translation>
    </message>
    <message>
        <source>Find tile: file name, then Enter</source>
        <translation>Buscar tesela: nombre de archivo e Intro</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Progreso de la ejecución</translation>
    </message>
    <message>
        <source>The same run as a command, as Python, or as a model</source>
        <translation>La misma ejecución como comando, como Python o como modelo</translation>
    </message>
    <message>
        <source>Zooms to a tile by the name of its file, or a part of it such as r00012_c00034.</source>
        <translation>Hace zoom a una tesela por el nombre de su archivo o una parte de él, como r00012_c00034.</translation>
    </message>
</context>
<context>
    <name>TileDock</name>
    <message>
        <source>A dataset is being made.</source>
        <translation>Se está creando un conjunto de datos.</translation>
    </message>
    <message>
        <source>A dataset is being made; wait or cancel it.</source>
        <translation>Se está creando un conjunto de datos; hay que esperar a que termine o cancelarlo.</translation>
    </message>
    <message>
        <source>Add to Project</source>
        <translation>Añadir al proyecto</translation>
    </message>
    <message>
        <source>Cancelled. Run again to start anew.</source>
        <translation>Cancelado. Para empezar de nuevo, volver a ejecutar.</translation>
    </message>
    <message>
        <source>Copied to the clipboard.</source>
        <translation>Copiado al portapapeles.</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>Copiar como Python</translation>
    </message>
    <message>
        <source>Copy as qgis_process Command</source>
        <translation>Copiar como comando qgis_process</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>New Label Layer</source>
        <translation>Nueva capa de etiquetas</translation>
    </message>
    <message>
        <source>No tile on the map has {} in its name.</source>
        <translation>Ninguna tesela del mapa lleva {} en su nombre.</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Open in Processing</source>
        <translation>Abrir en Procesos</translation>
    </message>
    <message>
        <source>Processing models (*.model3)</source>
        <translation>Modelos de procesos (*.model3)</translation>
    </message>
    <message>
        <source>Rejected tiles</source>
        <translation>Teselas descartadas</translation>
    </message>
    <message>
        <source>Save as Model</source>
        <translation>Guardar como modelo</translation>
    </message>
    <message>
        <source>Save as Model…</source>
        <translation>Guardar como modelo…</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Teselas</translation>
    </message>
    <message>
        <source>Tiles corrected: {}</source>
        <translation>Teselas corregidas: {}</translation>
    </message>
    <message>
        <source>Tiles marked: {}</source>
        <translation>Teselas marcadas: {}</translation>
    </message>
    <message>
        <source>{} exists and may hold other layers; choose a new name.</source>
        <translation>{} ya existe y puede contener otras capas; hay que elegir un nombre nuevo.</translation>
    </message>
    <message>
        <source>{} exists; choose a new name.</source>
        <translation>{} ya existe; hay que elegir un nombre nuevo.</translation>
    </message>
    <message>
        <source>{} tiles written, {} left out.</source>
        <translation>Teselas escritas: {}; descartadas: {}.</translation>
    </message>
    <message>
        <source>{} tiles, {} left out; about {}</source>
        <translation>Teselas: {}; descartadas: {}; unos {}</translation>
    </message>
</context>
<context>
    <name>Tilewright</name>
    <message>
        <source>A QGIS style (.qml) for SCALING=STYLE, needed where the raster is given by its path and has no style of its own.</source>
        <translation>Un estilo de QGIS (.qml) para SCALING=STYLE; hace falta cuando el ráster se indica por su ruta y no tiene estilo propio.</translation>
    </message>
    <message>
        <source>A raster that tells clouds: a Sentinel-2 scene classification (SCL), a Landsat quality band, or any other, on any pixel grid and in any coordinate system.</source>
        <translation>Un ráster que indica las nubes: la clasificación de escena (SCL) de Sentinel-2, una banda de calidad de Landsat o cualquier otro, con cualquier cuadrícula de píxeles y en cualquier sistema de coordenadas.</translation>
    </message>
    <message>
        <source>A shape of {} at {} has no place in the coordinate system of {}; check that {} has the right one.</source>
        <translation>Una forma de {} en {} no tiene sitio en el sistema de coordenadas de {}; comprobar que {} tiene el correcto.</translation>
    </message>
    <message>
        <source>A text file with one POLYGON or MULTIPOLYGON in longitude and latitude (WGS 84), instead of a layer.</source>
        <translation>Un archivo de texto con un POLYGON o MULTIPOLYGON en longitud y latitud (WGS 84), en lugar de una capa.</translation>
    </message>
    <message>
        <source>A tile belongs to a class when</source>
        <translation>Una tesela es de una clase cuando</translation>
    </message>
    <message>
        <source>A value to treat as nodata besides the raster's own, for rasters that forgot to tag theirs; often 0.</source>
        <translation>Un valor que se trata como sin datos además del propio del ráster, para los ráster que no lo declaran; a menudo, 0.</translation>
    </message>
    <message>
        <source>AOI and AOI_WKT are both given; give one of them.</source>
        <translation>Se han indicado AOI y AOI_WKT; hay que indicar solo uno de los dos.</translation>
    </message>
    <message>
        <source>AOI_WKT {} holds no polygon; it must hold one POLYGON or MULTIPOLYGON in longitude and latitude.</source>
        <translation>AOI_WKT {} no contiene ningún polígono; debe contener un POLYGON o MULTIPOLYGON en longitud y latitud.</translation>
    </message>
    <message>
        <source>Area of interest</source>
        <translation>Área de interés</translation>
    </message>
    <message>
        <source>Area of interest as a WKT file</source>
        <translation>Área de interés como archivo WKT</translation>
    </message>
    <message>
        <source>BQA</source>
        <translation>BQA</translation>
    </message>
    <message>
        <source>Band numbers in the order they are written, for example 3,2,1. Empty: all but alpha bands.</source>
        <translation>Números de banda en el orden en que se escriben; por ejemplo, 3,2,1. Vacío: todas menos las bandas alfa.</translation>
    </message>
    <message>
        <source>Band of the cloud mask</source>
        <translation>Banda de la máscara de nubes</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bandas</translation>
    </message>
    <message>
        <source>Bands whose pixels count as valid or not, for example 3,2,1. Empty: all but alpha bands.</source>
        <translation>Bandas que deciden si un píxel es válido; por ejemplo, 3,2,1. Vacío: todas menos las bandas alfa.</translation>
    </message>
    <message>
        <source>Bits of the mask that tell clouds, 0 being the least: 4 (that bit is set), 14-15=3 or 14-15&gt;=2 (the number in those bits); with commas, any of them.</source>
        <translation>Bits de la máscara que indican nubes; el 0 es el menos significativo: 4 (ese bit está activo), 14-15=3 o 14-15&gt;=2 (el número que forman esos bits); separados por comas, cualquiera de ellos.</translation>
    </message>
    <message>
        <source>Build dataset</source>
        <translation>Crear conjunto de datos</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
    <message>
        <source>Class of all other tiles</source>
        <translation>Clase de las demás teselas</translation>
    </message>
    <message>
        <source>Class of all polygons</source>
        <translation>Clase de todos los polígonos</translation>
    </message>
    <message>
        <source>Clear tiles</source>
        <translation>Teselas despejadas</translation>
    </message>
    <message>
        <source>Close QGIS, open Terminal, run '/Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install {}', and start QGIS again.</source>
        <translation>Cerrar QGIS, abrir Terminal, ejecutar '/Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install {}' e iniciar QGIS de nuevo.</translation>
    </message>
    <message>
        <source>Close QGIS, open the OSGeo4W Shell from the Start menu, run 'python -m pip install {}', and start QGIS again.</source>
        <translation>Cerrar QGIS, abrir OSGeo4W Shell desde el menú Inicio, ejecutar 'python -m pip install {}' e iniciar QGIS de nuevo.</translation>
    </message>
    <message>
        <source>Cloud marks</source>
        <translation>Marcas de nubes</translation>
    </message>
    <message>
        <source>Cloud mask</source>
        <translation>Máscara de nubes</translation>
    </message>
    <message>
        <source>Clouds</source>
        <translation>Nubes</translation>
    </message>
    <message>
        <source>Cloudy bits</source>
        <translation>Bits nubosos</translation>
    </message>
    <message>
        <source>Cloudy tiles</source>
        <translation>Teselas nubosas</translation>
    </message>
    <message>
        <source>Cloudy values</source>
        <translation>Valores nubosos</translation>
    </message>
    <message>
        <source>Corrections by hand</source>
        <translation>Correcciones a mano</translation>
    </message>
    <message>
        <source>Create tile grid</source>
        <translation>Crear cuadrícula de teselas</translation>
    </message>
    <message>
        <source>Cuts a raster into the tiles of a layer and writes a dataset: images in a folder a class, tiles.csv, tiles.gpkg, dataset.json and a README. Scaling is fitted once for all tiles. Tiles without a class are skipped and listed.</source>
        <translation>Corta un ráster en las teselas de una capa y escribe un conjunto de datos: imágenes en una carpeta por clase, tiles.csv, tiles.gpkg, dataset.json y un README. El escalado se ajusta una sola vez para todas las teselas. Las teselas sin clase se omiten y quedan anotadas.</translation>
    </message>
    <message>
        <source>DROP leaves out tiles that the edge cuts, KEEP keeps them smaller, SHIFT moves the last row and column inward so that whole tiles cover everything. Values: DROP, KEEP, SHIFT.</source>
        <translation>DROP descarta las teselas que corta el borde, KEEP las conserva más pequeñas y SHIFT mueve hacia dentro la última fila y la última columna para que teselas enteras lo cubran todo. Valores: DROP, KEEP, SHIFT.</translation>
    </message>
    <message>
        <source>Dataset folder</source>
        <translation>Carpeta del conjunto de datos</translation>
    </message>
    <message>
        <source>Distance around cloud marks (m)</source>
        <translation>Distancia alrededor de las marcas de nubes (m)</translation>
    </message>
    <message>
        <source>Dry run: count, write nothing</source>
        <translation>Simulación: contar sin escribir nada</translation>
    </message>
    <message>
        <source>Dry run: {} tiles, about {} of images. Nothing was written.</source>
        <translation>Simulación: {} teselas, unos {} de imágenes. No se ha escrito nada.</translation>
    </message>
    <message>
        <source>Estimated size (bytes)</source>
        <translation>Tamaño estimado (bytes)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportación</translation>
    </message>
    <message>
        <source>Export tiles</source>
        <translation>Exportar teselas</translation>
    </message>
    <message>
        <source>Extra nodata value</source>
        <translation>Valor sin datos extra</translation>
    </message>
    <message>
        <source>Feature {} of the tile layer has no outline; delete it or repair it.</source>
        <translation>El objeto {} de la capa de teselas no tiene contorno; hay que eliminarlo o repararlo.</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>Campo con la clase</translation>
    </message>
    <message>
        <source>Field with the split</source>
        <translation>Campo con la división</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Nombres de archivo</translation>
    </message>
    <message>
        <source>Finish an export of the same inputs and parameters into the same folder.</source>
        <translation>Termina una exportación con las mismas entradas y parámetros en la misma carpeta.</translation>
    </message>
    <message>
        <source>From 1 (small files) to 100.</source>
        <translation>De 1 (archivos pequeños) a 100.</translation>
    </message>
    <message>
        <source>Gives each tile the class of the polygons on it. The fields label and label_pct hold the class and the share of the tile it covers, second_label and second_pct the runner-up, which tells how ambiguous a tile is. Overlapping polygons of one class count once.</source>
        <translation>Da a cada tesela la clase de los polígonos que hay en ella. Los campos label y label_pct contienen la clase y la proporción de la tesela que cubre; second_label y second_pct, la segunda clase, que indica lo ambigua que es la tesela. Los polígonos superpuestos de una misma clase cuentan una vez.</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Cuadrícula</translation>
    </message>
    <message>
        <source>Ground size of a pixel of the images; needs a resampling.</source>
        <translation>Tamaño sobre el terreno de un píxel de las imágenes; requiere un remuestreo.</translation>
    </message>
    <message>
        <source>Height of a tile, when it is not square.</source>
        <translation>Altura de una tesela cuando no es cuadrada.</translation>
    </message>
    <message>
        <source>How many threads work at once. Empty: one a processor, at most 8.</source>
        <translation>Cuántos hilos trabajan a la vez. Vacío: uno por procesador, 8 como máximo.</translation>
    </message>
    <message>
        <source>How values become 0 to 255, the same for all tiles. PERCENTILE fits each band's 2nd and 98th percentile, MINMAX its extremes, RANGE takes the two values below, STYLE draws the layer as you see it, NONE keeps the raster's own values and type (for training on reflectances: with GTIFF or NPY). Values: PERCENTILE, STYLE, MINMAX, RANGE, NONE.</source>
        <translation>Cómo pasan los valores a la escala de 0 a 255; igual para todas las teselas. PERCENTILE se ajusta a los percentiles 2 y 98 de cada banda, MINMAX a sus extremos, RANGE toma los dos valores de abajo, STYLE dibuja la capa tal como se ve y NONE conserva los valores y el tipo del ráster (para entrenar con reflectancias: con GTIFF o NPY). Valores: PERCENTILE, STYLE, MINMAX, RANGE, NONE.</translation>
    </message>
    <message>
        <source>INTERSECTS keeps tiles that touch the area, WITHIN those wholly inside, CENTROID those with their centre in it. Values: INTERSECTS, WITHIN, CENTROID.</source>
        <translation>INTERSECTS conserva las teselas que tocan el área, WITHIN las que están dentro por completo y CENTROID las que tienen su centro en ella. Valores: INTERSECTS, WITHIN, CENTROID.</translation>
    </message>
    <message>
        <source>INTERSECTS: one of its polygons touches the tile. WITHIN: its polygons cover the whole tile. CENTROID: one holds the tile's centre. LARGEST: it covers more of the tile than any other class. COVERAGE: the same, and at least the least coverage. Where several classes qualify, the one with the largest share wins; equal shares go to the first by name. Values: INTERSECTS, WITHIN, CENTROID, LARGEST, COVERAGE.</source>
        <translation>INTERSECTS: uno de sus polígonos toca la tesela. WITHIN: sus polígonos cubren toda la tesela. CENTROID: uno contiene el centro de la tesela. LARGEST: cubre más de la tesela que cualquier otra clase. COVERAGE: lo mismo, y al menos la cobertura mínima. Si varias clases cumplen la regla, gana la de mayor proporción; si empatan, la primera por nombre. Valores: INTERSECTS, WITHIN, CENTROID, LARGEST, COVERAGE.</translation>
    </message>
    <message>
        <source>Image format</source>
        <translation>Formato de imagen</translation>
    </message>
    <message>
        <source>Install {} with your system's package manager (Debian and Ubuntu: 'sudo apt install {}'), and start QGIS again.</source>
        <translation>Instalar {} con el gestor de paquetes del sistema (Debian y Ubuntu: 'sudo apt install {}') e iniciar QGIS de nuevo.</translation>
    </message>
    <message>
        <source>JPEG and PNG are pictures of 1 or 3 bands. GTIFF keeps place, bands, nodata and type. NPY holds arrays of bands, height, width for NumPy. Values: JPEG, PNG, GTIFF, NPY.</source>
        <translation>JPEG y PNG son imágenes de 1 o 3 bandas. GTIFF conserva la posición, las bandas, los valores sin datos y el tipo. NPY contiene matrices de bandas, altura y anchura para NumPy. Valores: JPEG, PNG, GTIFF, NPY.</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>Calidad JPEG</translation>
    </message>
    <message>
        <source>Join labels to tiles</source>
        <translation>Unir etiquetas a las teselas</translation>
    </message>
    <message>
        <source>LABEL_EDITS {} needs a text field named label with the class; it has {}.</source>
        <translation>LABEL_EDITS {} necesita un campo de texto llamado label con la clase; tiene {}.</translation>
    </message>
    <message>
        <source>LABEL_FIELD ({}) and LABEL ({}) are both given; give one of them.</source>
        <translation>Se han indicado LABEL_FIELD ({}) y LABEL ({}); hay que indicar solo uno de los dos.</translation>
    </message>
    <message>
        <source>Label polygons</source>
        <translation>Polígonos de etiquetas</translation>
    </message>
    <message>
        <source>Labelled tiles</source>
        <translation>Teselas etiquetadas</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Largest cloudy share (%)</source>
        <translation>Proporción máxima de nubes (%)</translation>
    </message>
    <message>
        <source>Layers of rejected tiles, to be listed with their reasons in tiles.gpkg.</source>
        <translation>Capas de teselas descartadas, que se anotan con sus motivos en tiles.gpkg.</translation>
    </message>
    <message>
        <source>Lays a grid of tiles over a raster, whole pixels from its upper left corner. Tiles can be limited to an area of interest and to places with enough valid pixels; those left out go to the layer of rejected tiles with the reason.</source>
        <translation>Coloca una cuadrícula de teselas sobre un ráster, en píxeles enteros desde su esquina superior izquierda. Las teselas pueden limitarse a un área de interés y a los lugares con suficientes píxeles válidos; las demás van a la capa de teselas descartadas, con el motivo.</translation>
    </message>
    <message>
        <source>Least coverage (%), for COVERAGE</source>
        <translation>Cobertura mínima (%), para COVERAGE</translation>
    </message>
    <message>
        <source>Least share of valid pixels (%)</source>
        <translation>Proporción mínima de píxeles válidos (%)</translation>
    </message>
    <message>
        <source>Leaves out the tiles on which somebody marked clouds or shadows. Marks may be points, lines or polygons.</source>
        <translation>Descarta las teselas en las que alguien marcó nubes o sombras. Las marcas pueden ser puntos, líneas o polígonos.</translation>
    </message>
    <message>
        <source>Left out: {} tiles, {}.</source>
        <translation>Descartadas: {} teselas, {}.</translation>
    </message>
    <message>
        <source>Made by a dry run: one tile as it is stored and as it will be exported, side by side.</source>
        <translation>La hace una simulación: una tesela tal como está guardada y, al lado, tal como se exportará.</translation>
    </message>
    <message>
        <source>Makes a labelled dataset of image tiles from a raster and label polygons in one call: tile grid, cloud masking, label join and export. It gives the same files as the four algorithms one after the other. A dry run counts tiles and classes and estimates the size on disk, and writes nothing.</source>
        <translation>Crea de una vez un conjunto de datos etiquetado de teselas de imagen a partir de un ráster y polígonos de etiquetas: cuadrícula, descarte de nubes, unión de etiquetas y exportación. Da los mismos archivos que los cuatro algoritmos uno tras otro. Una simulación cuenta teselas y clases y estima el tamaño en disco, sin escribir nada.</translation>
    </message>
    <message>
        <source>Manifest (tiles.csv)</source>
        <translation>Manifiesto (tiles.csv)</translation>
    </message>
    <message>
        <source>Mask cloudy tiles by marks</source>
        <translation>Descartar teselas nubosas por marcas</translation>
    </message>
    <message>
        <source>Mask cloudy tiles by raster</source>
        <translation>Descartar teselas nubosas por ráster</translation>
    </message>
    <message>
        <source>Measures the cloudy share of each tile in a mask raster and leaves out those with too much. The share goes to the field cloud_pct. It counts the pixels by the part of them that lies in the tile, so it is exact where the mask is on the tiles' pixel grid. Tiles beyond the mask are left out, because nobody knows.</source>
        <translation>Mide en un ráster de máscara la proporción de nubes de cada tesela y descarta las que tienen demasiadas. La proporción se guarda en el campo cloud_pct. Cada píxel cuenta por la parte que cae en la tesela, así que el resultado es exacto cuando la máscara está en la cuadrícula de píxeles de las teselas. Las teselas que quedan fuera de la máscara se descartan, porque no se sabe si tienen nubes.</translation>
    </message>
    <message>
        <source>Memory ran out; close other programs, or choose a smaller area or tile size.</source>
        <translation>La memoria se agotó; cerrar otros programas, o elegir un área o un tamaño de tesela menores.</translation>
    </message>
    <message>
        <source>Metres a pixel, resampled</source>
        <translation>Metros por píxel, con remuestreo</translation>
    </message>
    <message>
        <source>NONE cuts whole pixels and refuses tiles that are off the pixel grid. The others put each tile on a pixel grid of its own. Values: NONE, NEAREST, BILINEAR, CUBIC, AVERAGE.</source>
        <translation>NONE corta píxeles enteros y rechaza las teselas que no encajan en la cuadrícula de píxeles. Los demás dan a cada tesela una cuadrícula de píxeles propia. Valores: NONE, NEAREST, BILINEAR, CUBIC, AVERAGE.</translation>
    </message>
    <message>
        <source>Name a folder for the dataset with OUTPUT.</source>
        <translation>Falta una carpeta para el conjunto de datos; se indica con OUTPUT.</translation>
    </message>
    <message>
        <source>No polygon of the label layer {} lies near the tiles; check its coordinate system.</source>
        <translation>Ningún polígono de la capa de etiquetas {} está cerca de las teselas; comprobar su sistema de coordenadas.</translation>
    </message>
    <message>
        <source>No tile is left of {}: {}. Change the settings that reject them.</source>
        <translation>No queda ninguna tesela de {}: {}. Cambiar los ajustes que las descartan.</translation>
    </message>
    <message>
        <source>No tile is left; the layer of rejected tiles tells why.</source>
        <translation>No queda ninguna tesela; la capa de teselas descartadas dice por qué.</translation>
    </message>
    <message>
        <source>Only counts tiles and classes and estimates the size on disk.</source>
        <translation>Solo cuenta teselas y clases y estima el tamaño en disco.</translation>
    </message>
    <message>
        <source>Overlap (pixels)</source>
        <translation>Superposición (píxeles)</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Picture of one tile</source>
        <translation>Imagen de una tesela</translation>
    </message>
    <message>
        <source>Pixels a side, resampled</source>
        <translation>Píxeles por lado, con remuestreo</translation>
    </message>
    <message>
        <source>Pixels that neighbouring tiles share.</source>
        <translation>Píxeles que comparten las teselas vecinas.</translation>
    </message>
    <message>
        <source>Points with a field label: the tile that holds one gets its class, whatever the polygons say; NULL leaves the tile out. A field tile_id, when filled in, names the tile instead.</source>
        <translation>Puntos con un campo label: la tesela que contiene uno recibe su clase, digan lo que digan los polígonos; NULL descarta la tesela. Si el campo tile_id está relleno, es él quien señala la tesela.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on clouds and their shadows, in any coordinate system. A tile that touches one is left out; a point on a shared edge counts for both tiles.</source>
        <translation>Puntos, líneas o polígonos sobre las nubes y sus sombras, en cualquier sistema de coordenadas. Se descarta la tesela que toca alguno; un punto en un borde común cuenta para las dos teselas.</translation>
    </message>
    <message>
        <source>Polygons of one or many classes, in any coordinate system. Invalid ones are repaired.</source>
        <translation>Polígonos de una o muchas clases, en cualquier sistema de coordenadas. Los no válidos se reparan.</translation>
    </message>
    <message>
        <source>Polygons, in any coordinate system, that tiles must touch.</source>
        <translation>Polígonos, en cualquier sistema de coordenadas, que las teselas deben tocar.</translation>
    </message>
    <message>
        <source>QA60</source>
        <translation>QA60</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Ráster</translation>
    </message>
    <message>
        <source>Rejected tiles</source>
        <translation>Teselas descartadas</translation>
    </message>
    <message>
        <source>Rejected tiles of earlier steps</source>
        <translation>Teselas descartadas en pasos anteriores</translation>
    </message>
    <message>
        <source>Replace a dataset in the folder. The earlier one stays until the new one is complete; files that are no part of it stay in any case.</source>
        <translation>Reemplaza el conjunto de datos de la carpeta. El anterior se conserva hasta que el nuevo está completo; los archivos ajenos a él se conservan siempre.</translation>
    </message>
    <message>
        <source>Replace an earlier dataset</source>
        <translation>Reemplazar un conjunto de datos anterior</translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation>Remuestreo</translation>
    </message>
    <message>
        <source>Resume an interrupted export</source>
        <translation>Reanudar una exportación interrumpida</translation>
    </message>
    <message>
        <source>Rule of the area of interest</source>
        <translation>Regla del área de interés</translation>
    </message>
    <message>
        <source>SCL</source>
        <translation>SCL</translation>
    </message>
    <message>
        <source>STYLE_FILE {} cannot be used for {}: {}</source>
        <translation>STYLE_FILE {} no se puede usar para {}: {}</translation>
    </message>
    <message>
        <source>Say which class the polygons are: name a field with LABEL_FIELD, or one class for all with LABEL.</source>
        <translation>Falta la clase de los polígonos: indicar un campo con LABEL_FIELD, o una clase para todos con LABEL.</translation>
    </message>
    <message>
        <source>Scaling to 8 bits</source>
        <translation>Escalado a 8 bits</translation>
    </message>
    <message>
        <source>Share of the tile that the class must cover. Used by COVERAGE only.</source>
        <translation>Proporción de la tesela que debe cubrir la clase. Solo se usa con COVERAGE.</translation>
    </message>
    <message>
        <source>Style file</source>
        <translation>Archivo de estilo</translation>
    </message>
    <message>
        <source>TILE_ID: urban_r00012_c00034.jpg. SEQUENCE: urban_1.jpg, counted in each class. Values: TILE_ID, SEQUENCE.</source>
        <translation>TILE_ID: urban_r00012_c00034.jpg. SEQUENCE: urban_1.jpg, numerados dentro de cada clase. Valores: TILE_ID, SEQUENCE.</translation>
    </message>
    <message>
        <source>The area of interest {} has no polygon near {}.</source>
        <translation>El área de interés {} no tiene ningún polígono cerca de {}.</translation>
    </message>
    <message>
        <source>The band of the cloud mask.</source>
        <translation>La banda de la máscara de nubes.</translation>
    </message>
    <message>
        <source>The class of all polygons, when no field names it.</source>
        <translation>La clase de todos los polígonos, cuando ningún campo la indica.</translation>
    </message>
    <message>
        <source>The class of tiles that belong to none, for example non_urban. Empty: they are left out.</source>
        <translation>La clase de las teselas que no son de ninguna otra; por ejemplo, non_urban. Vacío: se descartan.</translation>
    </message>
    <message>
        <source>The cloud layer {} is empty: no tile is cloudy.</source>
        <translation>La capa de nubes {} está vacía: ninguna tesela es nubosa.</translation>
    </message>
    <message>
        <source>The disk is full: {} cannot be written. Free some space, then run again with RESUME.</source>
        <translation>El disco está lleno: no se puede escribir {}. Liberar espacio y volver a ejecutar con RESUME.</translation>
    </message>
    <message>
        <source>The exported tiles, to look at on the map. A dry run makes it too.</source>
        <translation>Las teselas exportadas, para verlas en el mapa. Una simulación también la crea.</translation>
    </message>
    <message>
        <source>The field of the label layer that names the class. Polygons where it is NULL are skipped.</source>
        <translation>El campo de la capa de etiquetas que indica la clase. Los polígonos en los que es NULL se omiten.</translation>
    </message>
    <message>
        <source>The field of the tile layer that names the class, often label. Empty: all images go to one folder.</source>
        <translation>El campo de la capa de teselas que indica la clase; a menudo, label. Vacío: todas las imágenes van a una sola carpeta.</translation>
    </message>
    <message>
        <source>The field of the tile layer that says train, val or test. Empty: no split.</source>
        <translation>El campo de la capa de teselas que dice train, val o test. Vacío: sin división.</translation>
    </message>
    <message>
        <source>The image to cut into tiles.</source>
        <translation>La imagen que se corta en teselas.</translation>
    </message>
    <message>
        <source>The image to cut into tiles. Any size, coordinate system and pixel shape.</source>
        <translation>La imagen que se corta en teselas. De cualquier tamaño, sistema de coordenadas y forma de píxel.</translation>
    </message>
    <message>
        <source>The image to cut.</source>
        <translation>La imagen que se corta.</translation>
    </message>
    <message>
        <source>The label layer {} has no polygon with a class.</source>
        <translation>La capa de etiquetas {} no tiene ningún polígono con clase.</translation>
    </message>
    <message>
        <source>The layer of the tiles that are kept.</source>
        <translation>La capa de las teselas que se conservan.</translation>
    </message>
    <message>
        <source>The layer {} is in memory only; save it to a file first (right-click the layer, Make Permanent).</source>
        <translation>La capa {} solo está en memoria; primero hay que guardarla en un archivo (clic derecho en la capa, Hacer permanente).</translation>
    </message>
    <message>
        <source>The polygon in AOI_WKT {} has no area.</source>
        <translation>El polígono de AOI_WKT {} no tiene superficie.</translation>
    </message>
    <message>
        <source>The polygon in AOI_WKT {} is far from {}.</source>
        <translation>El polígono de AOI_WKT {} está lejos de {}.</translation>
    </message>
    <message>
        <source>The tile layer must hold polygons, and feature {} is none.</source>
        <translation>La capa de teselas debe contener polígonos y el objeto {} no lo es.</translation>
    </message>
    <message>
        <source>The tile layer. Its outlines decide what is cut.</source>
        <translation>La capa de teselas. Sus contornos deciden qué se corta.</translation>
    </message>
    <message>
        <source>The tile layer: from Create Tile Grid, or any polygon layer.</source>
        <translation>La capa de teselas: la de Crear cuadrícula de teselas o cualquier capa de polígonos.</translation>
    </message>
    <message>
        <source>The tiles left out, each with its reason. A dry run makes it too.</source>
        <translation>Las teselas descartadas, cada una con su motivo. Una simulación también la crea.</translation>
    </message>
    <message>
        <source>The tiles that are left out, with the reason of each in its field reason.</source>
        <translation>Las teselas que se descartan, con el motivo de cada una en su campo reason.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Hilos</translation>
    </message>
    <message>
        <source>Tile grid</source>
        <translation>Cuadrícula de teselas</translation>
    </message>
    <message>
        <source>Tile height</source>
        <translation>Altura de tesela</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Tamaño de tesela</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Teselas</translation>
    </message>
    <message>
        <source>Tiles as a layer</source>
        <translation>Teselas como capa</translation>
    </message>
    <message>
        <source>Tiles at the raster's edge</source>
        <translation>Teselas en el borde del ráster</translation>
    </message>
    <message>
        <source>Tiles by class, as JSON</source>
        <translation>Teselas por clase, como JSON</translation>
    </message>
    <message>
        <source>Tiles exported</source>
        <translation>Teselas exportadas</translation>
    </message>
    <message>
        <source>Tiles kept</source>
        <translation>Teselas conservadas</translation>
    </message>
    <message>
        <source>Tiles of {} x {} pixels, {:.6g} x {:.6g} m on the ground, are nearest to {:g} x {:g} m.</source>
        <translation>Las teselas de {} x {} píxeles, {:.6g} x {:.6g} m sobre el terreno, son las más próximas a {:g} x {:g} m.</translation>
    </message>
    <message>
        <source>Tiles rejected</source>
        <translation>Teselas descartadas</translation>
    </message>
    <message>
        <source>Tiles skipped</source>
        <translation>Teselas omitidas</translation>
    </message>
    <message>
        <source>Tiles this near to a mark, in metres on the ground, are left out as well.</source>
        <translation>También se descartan las teselas que estén a esta distancia de una marca, en metros sobre el terreno.</translation>
    </message>
    <message>
        <source>Tiles with a larger share of cloudy pixels are left out.</source>
        <translation>Se descartan las teselas con una proporción mayor de píxeles nubosos.</translation>
    </message>
    <message>
        <source>Tiles with fewer valid pixels are left out. Above 0 the raster is read once and the field valid_pct filled in. A pixel is invalid when all used bands are nodata, NaN or masked.</source>
        <translation>Se descartan las teselas con menos píxeles válidos. Por encima de 0, el ráster se lee una vez y se rellena el campo valid_pct. Un píxel no es válido cuando todas las bandas usadas son sin datos, NaN o están enmascaradas.</translation>
    </message>
    <message>
        <source>Tiles without a class</source>
        <translation>Teselas sin clase</translation>
    </message>
    <message>
        <source>Tilewright failed unexpectedly ({}: {}); the details are in View &gt; Panels &gt; Log Messages, tab Tilewright. Please report them.</source>
        <translation>Tilewright falló de forma inesperada ({}: {}); los detalles están en Ver &gt; Paneles &gt; Mensajes del registro, pestaña Tilewright. Se agradece el aviso con esos detalles.</translation>
    </message>
    <message>
        <source>Tilewright needs the Python package {}.</source>
        <translation>Tilewright necesita el paquete de Python {}.</translation>
    </message>
    <message>
        <source>Tilewright needs the Python packages {}.</source>
        <translation>Tilewright necesita los paquetes de Python {}.</translation>
    </message>
    <message>
        <source>Tilewright: Tile Datasets</source>
        <translation>Tilewright: conjuntos de teselas</translation>
    </message>
    <message>
        <source>Tilewright: image-tile datasets</source>
        <translation>Tilewright: conjuntos de datos de teselas de imagen</translation>
    </message>
    <message>
        <source>Unit of the tile size</source>
        <translation>Unidad del tamaño de tesela</translation>
    </message>
    <message>
        <source>Used by SCALING=RANGE: the value that becomes 0; one number, or one a band separated by commas.</source>
        <translation>Para SCALING=RANGE: el valor que pasa a ser 0; un número, o uno por banda separados por comas.</translation>
    </message>
    <message>
        <source>Used by SCALING=RANGE: the value that becomes 255; one number, or one a band separated by commas.</source>
        <translation>Para SCALING=RANGE: el valor que pasa a ser 255; un número, o uno por banda separados por comas.</translation>
    </message>
    <message>
        <source>Value of invalid pixels</source>
        <translation>Valor de los píxeles no válidos</translation>
    </message>
    <message>
        <source>Value that becomes 0, for RANGE</source>
        <translation>Valor que pasa a ser 0, para RANGE</translation>
    </message>
    <message>
        <source>Value that becomes 255, for RANGE</source>
        <translation>Valor que pasa a ser 255, para RANGE</translation>
    </message>
    <message>
        <source>Values and ranges of the mask that are cloudy, for example 3,8-10 for Sentinel-2 SCL. Give values or bits.</source>
        <translation>Valores e intervalos de la máscara que indican nubes; por ejemplo, 3,8-10 para SCL de Sentinel-2. Se indican valores o bits.</translation>
    </message>
    <message>
        <source>Values are scaled to 8 bits ({}); choose SCALING=NONE to keep the raster's own.</source>
        <translation>Los valores se escalan a 8 bits ({}); elegir SCALING=NONE para conservar los del ráster.</translation>
    </message>
    <message>
        <source>What invalid pixels become in 8-bit images.</source>
        <translation>En qué se convierten los píxeles no válidos en las imágenes de 8 bits.</translation>
    </message>
    <message>
        <source>Where the dataset goes: a new or empty folder.</source>
        <translation>Dónde se guarda el conjunto de datos: una carpeta nueva o vacía.</translation>
    </message>
    <message>
        <source>Whether the size is in pixels or in metres on the ground. Metres are rounded to the nearest whole pixels, and the log says what they came to. Values: PIXELS, METERS.</source>
        <translation>Si el tamaño está en píxeles o en metros sobre el terreno. Los metros se redondean al número entero de píxeles más próximo, y el registro dice cuánto resultó. Valores: PIXELS, METERS.</translation>
    </message>
    <message>
        <source>Width and height of the images; needs a resampling.</source>
        <translation>Anchura y altura de las imágenes; requiere un remuestreo.</translation>
    </message>
    <message>
        <source>Width of a tile, and its height unless the tile height is given.</source>
        <translation>Anchura de una tesela, y también su altura si no se indica otra.</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>un archivo</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>anotación</translation>
    </message>
    <message>
        <source>chips</source>
        <translation>recortes</translation>
    </message>
    <message>
        <source>class</source>
        <translation>clase</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>clases</translation>
    </message>
    <message>
        <source>clouds</source>
        <translation>nubes</translation>
    </message>
    <message>
        <source>dataset</source>
        <translation>conjunto de datos</translation>
    </message>
    <message>
        <source>deep learning</source>
        <translation>aprendizaje profundo</translation>
    </message>
    <message>
        <source>export</source>
        <translation>exportar</translation>
    </message>
    <message>
        <source>fishnet</source>
        <translation>malla</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>cuadrícula</translation>
    </message>
    <message>
        <source>imagefolder</source>
        <translation>imagefolder</translation>
    </message>
    <message>
        <source>it is no raster style</source>
        <translation>no es un estilo de ráster</translation>
    </message>
    <message>
        <source>join</source>
        <translation>unir</translation>
    </message>
    <message>
        <source>jpeg</source>
        <translation>jpeg</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>etiquetas</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>máscara</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>other</source>
        <translation>otra</translation>
    </message>
    <message>
        <source>patches</source>
        <translation>parches</translation>
    </message>
    <message>
        <source>points</source>
        <translation>puntos</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>calidad</translation>
    </message>
    <message>
        <source>shadow</source>
        <translation>sombra</translation>
    </message>
    <message>
        <source>the area of interest</source>
        <translation>el área de interés</translation>
    </message>
    <message>
        <source>the cloud layer</source>
        <translation>la capa de nubes</translation>
    </message>
    <message>
        <source>the label layer</source>
        <translation>la capa de etiquetas</translation>
    </message>
    <message>
        <source>the layer of corrections</source>
        <translation>la capa de correcciones</translation>
    </message>
    <message>
        <source>the layer refused the features</source>
        <translation>la capa rechazó los objetos</translation>
    </message>
    <message>
        <source>the tile layer</source>
        <translation>la capa de teselas</translation>
    </message>
    <message>
        <source>tiles</source>
        <translation>teselas</translation>
    </message>
    <message>
        <source>training data</source>
        <translation>datos de entrenamiento</translation>
    </message>
    <message>
        <source>workflow</source>
        <translation>flujo de trabajo</translation>
    </message>
    <message>
        <source>{} cannot be drawn at column {}, row {}.</source>
        <translation>{} no se puede dibujar en la columna {}, fila {}.</translation>
    </message>
    <message>
        <source>{} cannot be read or written: {}.</source>
        <translation>No se puede leer o escribir {}: {}.</translation>
    </message>
    <message>
        <source>{} cannot be written.</source>
        <translation>No se puede escribir {}.</translation>
    </message>
    <message>
        <source>{} cannot be written: {}</source>
        <translation>No se puede escribir {}: {}</translation>
    </message>
    <message>
        <source>{} cannot be written: {}. Choose another folder.</source>
        <translation>No se puede escribir {}: {}. Elegir otra carpeta.</translation>
    </message>
    <message>
        <source>{} could not be written: {}.</source>
        <translation>{} no se pudo escribir: {}.</translation>
    </message>
    <message>
        <source>{} did not take the tiles.</source>
        <translation>{} no admitió las teselas.</translation>
    </message>
    <message>
        <source>{} has no coordinate system and {} has one, so they cannot be laid over each other; assign one to {} (right-click the layer, Layer CRS).</source>
        <translation>{} no tiene sistema de coordenadas y {} sí, así que no se pueden superponer; hay que asignar uno a {} (clic derecho en la capa, SRC de la capa).</translation>
    </message>
    <message>
        <source>{} has no style of its own, so QGIS's default one is drawn; give a STYLE_FILE, or choose another SCALING.</source>
        <translation>{} no tiene estilo propio, así que se dibuja el predeterminado de QGIS; indicar un STYLE_FILE o elegir otro SCALING.</translation>
    </message>
    <message>
        <source>{} holds class codes, which {} would mix; choose RESAMPLING=NEAREST.</source>
        <translation>{} contiene códigos de clase, que {} mezclaría; hay que elegir RESAMPLING=NEAREST.</translation>
    </message>
    <message>
        <source>{} invalid label polygons were repaired.</source>
        <translation>Polígonos de etiquetas no válidos que se repararon: {}.</translation>
    </message>
    <message>
        <source>{} invalid polygons of {} were repaired.</source>
        <translation>Se repararon {} polígonos no válidos de {}.</translation>
    </message>
    <message>
        <source>{} is a {} layer, which cannot be cut into tiles; save it as a GeoTIFF first (right-click the layer, Export).</source>
        <translation>{} es una capa {}, que no se puede cortar en teselas; primero hay que guardarla como GeoTIFF (clic derecho en la capa, Exportar).</translation>
    </message>
    <message>
        <source>{} is given without LABELS; name the label layer.</source>
        <translation>Se ha indicado {} sin LABELS; falta la capa de etiquetas.</translation>
    </message>
    <message>
        <source>{} is given without {}; name the layer it is for.</source>
        <translation>Se indica {} sin {}; hay que indicar la capa a la que corresponde.</translation>
    </message>
    <message>
        <source>{} is in metres, but {} has no coordinate system; assign one, or set {} to 0.</source>
        <translation>{} está en metros, pero {} no tiene sistema de coordenadas; asignarle uno o poner {} a 0.</translation>
    </message>
    <message>
        <source>{} is rotated, and a style can only be drawn on rasters whose rows run east-west; choose another SCALING.</source>
        <translation>{} está girado, y un estilo solo se puede dibujar en ráster cuyas filas van de este a oeste; elegir otro SCALING.</translation>
    </message>
    <message>
        <source>{} is {!r}, but the layer {} has no such field; it has {}.</source>
        <translation>{} es {!r}, pero la capa {} no tiene ese campo; tiene {}.</translation>
    </message>
    <message>
        <source>{} is {!r}; choose one of {}.</source>
        <translation>{} es {!r}; hay que elegir uno de estos: {}.</translation>
    </message>
    <message>
        <source>{} is {:g}; in pixels it must be a whole number from 1 on. For metres, set UNITS=METERS.</source>
        <translation>{} es {:g}; en píxeles debe ser un número entero a partir de 1. Para metros, usar UNITS=METERS.</translation>
    </message>
    <message>
        <source>{} label features have no area and were skipped.</source>
        <translation>Objetos de etiquetas sin superficie que se omitieron: {}.</translation>
    </message>
    <message>
        <source>{} label polygons have no class (NULL) and were skipped.</source>
        <translation>Polígonos de etiquetas sin clase (NULL) que se omitieron: {}.</translation>
    </message>
    <message>
        <source>{} of {} label polygons lie away from the tiles.</source>
        <translation>{} de {} polígonos de etiquetas están lejos de las teselas.</translation>
    </message>
    <message>
        <source>{} tiles are skipped: {}.</source>
        <translation>Se omiten {} teselas: {}.</translation>
    </message>
    <message>
        <source>{} tiles kept, {} rejected.</source>
        <translation>Teselas conservadas: {}; descartadas: {}.</translation>
    </message>
    <message>
        <source>{} tiles written to {} ({} of images).</source>
        <translation>Se escribieron {} teselas en {} ({} de imágenes).</translation>
    </message>
</context>
</TS>
