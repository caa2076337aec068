"""What can happen in a story, further from home. Plots as in ``_story_plots``."""

from __future__ import annotations

from workbench.data.corpora._story_plots import EVERYDAY, Plot, scenes

RESCUE = Plot(
    scenes(
        "animal cry trap tool rescue thanks",
        "kitten; mewing; high up in a tree; a ladder; climbed up and carried it down; purred and licked {his} hand",
        "bird; chirping; in a thorny bush; a pair of gloves; bent the thorns apart; sang its most beautiful song",
        "lamb; bleating; on the other side of the stream; a long board; built a bridge for it; jumped for joy",
        "puppy; barking; in a deep hole; a rope; pulled it out gently; wagged its tail and ran around {him}",
        "duckling; peeping; in the middle of the reeds; a boat; rowed over and lifted it up; quacked happily",
        "hedgehog; squeaking; in an old bucket; a branch; made a ramp for it; gave {him} a shiny nut",
        "butterfly; fluttering; in a spider web; a blade of grass; opened the threads; sat on {his} nose for a moment",
        "pony; neighing; in the deep mud; a strong belt; pulled until it was free; let {him} ride on its back",
        "turtle; groaning; on its back in the sand; a spade; dug until it could turn over; smiled a slow turtle smile",
    ),
    (
        (
            "Suddenly {he} heard [a strange sound|something]. It was {a_animal}, {cry} and {cry}.",
            '"Listen!" said {friend}. "Is that not {a_animal}?" And yes, something was {cry}.',
            "There {he} found {a_animal}. It was {cry}, and nobody else was near.",
        ),
        (
            "The poor {animal} was stuck {trap} and could not get free.",
            "The {animal} was {trap}, and it was very frightened.",
            "It was {trap}, and it did not know how to get home.",
        ),
        (
            '"Do not be afraid, little {animal}," said {hero}. "I will help you."',
            '"We must help the {animal}!" said {hero}. "But how?"',
            "{hero} wanted to help the {animal}, but it was too [far away|hard] for {him} alone.",
        ),
        (
            "{hero} thought for a while. Then {he} had an idea: {he} needed {tool}.",
            "{friend} had a good idea and came back with {tool}.",
            '"We need {tool}," said {friend}. "I know where to find that."',
        ),
        (
            "With {tool}, {hero} {rescue}.",
            "{friend} held on tight while {hero} took {tool} and {rescue}.",
            "Carefully, very carefully, {hero} {rescue}.",
        ),
        (
            "The {animal} {thanks}.",
            "The {animal} was free! It {thanks}.",
            '"Thank you," the {animal} seemed to say, and it {thanks}.',
        ),
        (
            "Since then the {animal} comes to visit {hero} every {season}.",
            "{hero} named the {animal} [Star|Button|Pepper|Cloud|Pumpkin], and it became {his} friend.",
            "",
        ),
    ),
)

NIGHT = Plot(
    scenes(
        "noise cause calm",
        "a scratching at the window; a branch that moved in the wind; opened the window and touched the leaves",
        "a knocking in the wall; a mouse that was rolling a nut; left a piece of cheese for the mouse",
        "a creaking on the stairs; the cat, who was looking for a warm place; took the cat into bed",
        "a humming under the roof; the wind in the old chimney; hummed along with the wind",
        "a dripping in the kitchen; the tap, which was not quite closed; turned the tap until it was quiet",
        "a rustling in the cupboard; a moth that wanted to reach the light; let the moth out into the night",
        "a hooting in the dark; an owl, who was calling her children; waved to the owl",
    ),
    (
        (
            "That night {hero} could not sleep. There was {noise}.",
            "{hero} had just closed {his} eyes when {he} heard {noise}.",
            "In the middle of the night {he} woke up, because there was {noise}.",
        ),
        (
            '"It must be a [monster|ghost|giant|dragon]!" {he} thought, and {he} pulled the blanket over {his} head.',
            "{He} was so afraid that {he} did not dare to [move|breathe|look].",
            "{He} held {his} {toy} tight and listened. There it was again!",
        ),
        (
            '"{Call}!" {he} called. {His} {elder} came in with a [candle|lamp] in {ehis} hand.',
            '{His} {elder} heard {him} and came to {his} bed. "What is the matter?" {ehe} asked.',
        ),
        (
            '"Let us look together," said {his} {elder}. "When you know what it is, you need not fear it."',
            '"Come, we will see who is there," said {his} {elder} and took {him} by the hand.',
        ),
        (
            "And what was it? It was only {cause}!",
            "They looked and looked. Then they saw {cause}.",
            "They tiptoed through the dark, and there they found {cause}.",
        ),
        (
            "{hero} had to laugh. {He} {calm}, and {he} was not afraid any more.",
            '"Is that all?" said {hero}. Then {he} {calm} and went back to bed.',
        ),
    ),
    indoors=True,
)

BAKING = Plot(
    scenes(
        "dish missing giver price",
        "a birthday cake; eggs; the hen; a handful of corn",
        "a loaf of bread; flour; the miller; a song",
        "a pot of soup; salt; the old fisherman; a bowl of the soup",
        "a honey cake; honey; the bees; a bunch of flowers",
        "an apple pie; butter; the cow; a basket of fresh grass",
        "a plate of pancakes; milk; the goat; a kind word",
        "a chocolate pudding; sugar; the neighbour; an hour of raking leaves",
    ),
    (
        (
            "{hero} and {his} {elder} wanted to make {dish}, because {friend} was coming to visit.",
            '"Let us make {dish} for {friend}," said {his} {elder}. "It is {fhis} birthday."',
        ),
        (
            "They [washed their hands|tied on their aprons] and looked into the cupboard. There was no {missing} left!",
            "They had everything they needed, only the {missing} was missing.",
        ),
        (
            '"Without {missing} we cannot make {dish}," said {his} {elder}.',
            '"What can we do without {missing}?" asked {hero}.',
        ),
        (
            'So {hero} went to {giver}. "May I please have some {missing}?" {he} asked.',
            '{hero} took a basket and ran to {giver}. "We need {missing}," {he} said, "please help us."',
        ),
        (
            '"Gladly," was the answer, "but first I would like {price}." So {hero} gladly gave {price}.',
            "In return for {price}, {he} got as much as {he} could carry.",
        ),
        (
            "Back at home they stirred and [mixed|tasted|sang], and soon the whole house smelled wonderful.",
            "Then the {missing} went into the bowl, and {hero} stirred until {his} arm was tired.",
        ),
        (
            'When {friend} came, {dish} stood on the table. "Mmm!" said {friend}, and {fhe} ate [two|three] helpings.',
            '{friend} took a bite and {friendly}. "This is the best that I have ever eaten," {fhe} said.',
        ),
    ),
    indoors=True,
)

SEED = Plot(
    scenes(
        "plant size guest",
        "sunflower; taller than {hero}; the bees came to drink from it",
        "pumpkin; as big as a wheel; a family of mice moved into its shade",
        "apple tree; strong enough for a swing; the birds built a nest in it",
        "bean; so long that it reached the roof; a snail climbed all the way up",
        "rose bush; full of {colour} flowers; the butterflies danced around it",
        "strawberry plant; heavy with sweet red berries; {friend} came to taste them",
    ),
    (
        (
            'There {he} found a tiny seed. "What may be in it?" {he} wondered.',
            'An old woman gave {him} a seed. "Take good care of it," she said.',
            '{friend} gave {him} a small brown seed. "Plant it," {fhe} said, "and be patient."',
        ),
        (
            "{hero} dug a little hole, put the seed into it, and covered it with earth.",
            "So {he} planted the seed in a warm place and gave it water.",
        ),
        (
            "The next morning {he} looked, but there was nothing to see.",
            "{He} waited one day, two days, three days. Nothing happened.",
        ),
        (
            '"It is asleep," said {his} {elder}. "It needs water, and sun, and time."',
            '"Perhaps it is [dead|shy|lazy]," said {hero}. "No," said {friend}, "it grows where you cannot see it."',
        ),
        (
            "So {he} watered it every morning, and the sun shone on it every day.",
            "When it was dry, {hero} gave it water, and when it was cold, {he} covered it with straw.",
        ),
        (
            "Then a green tip came out of the earth. It grew and grew, and it became {a_plant}, {size}.",
            "And one {time} there was a leaf! Weeks went by, and the leaf became {a_plant}, {size}.",
        ),
        (
            "Soon {guest}, and {hero} was glad that {he} had waited.",
            "{hero} was proud of {his} {plant}. Before long {guest}.",
        ),
    ),
)

WAY = Plot(
    scenes(
        "lure helper advice sign",
        "a yellow butterfly; an old owl; Follow the stream; heard the water and followed it",
        "the sound of a flute; a friendly shepherd; Walk towards the evening star; looked up and found the star",
        "a trail of white stones; a grey goose; Listen for the bells; heard the bells of the church",
        "a rabbit with a white tail; a wise raven; Look for the smoke; saw the smoke of {his} own chimney",
        "the smell of wild roses; a slow tortoise; Keep the wind in your face; felt the wind and walked against it",
    ),
    (
        (
            "There {he} came upon {lure}. {He} followed, further and further, and did not look back.",
            "{He} was following {lure}, and {he} did not notice how late it was.",
        ),
        (
            "When {he} turned around, everything looked strange. {He} was lost.",
            "After a while {he} stopped. Where was the path? {He} did not know.",
        ),
        (
            'It grew dark, and {hero} was [cold|afraid|tired]. "Is anybody there?" {he} called.',
            '"I want to go home," {he} said, and a tear ran down {his} cheek.',
        ),
        (
            'Then {helper} came by and asked, "Why are you crying?" "I have lost my way," said {hero}.',
            '"Good evening," said a voice. It was {helper}. "Have you lost your way?"',
        ),
        (
            '"That is easy," said {the_helper}. "{advice}, and you will soon be home."',
            '"{advice}," was the answer, "and do not be afraid."',
        ),
        (
            "{hero} said thank you. {He} {sign}, and there was the door of {his} house!",
            "So {he} {sign}. Step by step {he} came closer to home.",
        ),
        (
            '{His} {elder} was standing at the door. "There you are at last!" {ehe} said and held {him} tight.',
            "{friend} and {his} {elder} had been looking for {him} everywhere, and how glad they were!",
        ),
    ),
)

PRESENT = Plot(
    scenes(
        "idea material made",
        "a boat; a walnut shell, a match and a leaf; it really sailed",
        "a kite; paper, string and two sticks; it flew above the roofs",
        "a crown; branches and daisies; it fitted perfectly",
        "a book; paper and many colours; there was a story on every page",
        "a lantern; an old jar and a candle; it shone like a little moon",
        "a bird house; some boards and a box of nails; a sparrow moved in the same day",
    ),
    (
        (
            "Soon it was {friend}'s birthday, and {hero} had no present and no money.",
            '"What can I give to {friend}?" {hero} asked {himself}. {His} pockets were empty.',
        ),
        (
            '{His} {elder} said, "The best presents are the ones you make yourself."',
            "{He} looked at the things in the shop, but everything [was too dear|cost too much].",
        ),
        (
            "Then {he} had an idea: {he} would make {idea}!",
            '"I will make {idea}," thought {hero}, "and nobody else will have one like it."',
        ),
        (
            "{He} looked for {material}, and {he} worked until it was done.",
            "All {he} needed was {material}. {He} cut and tied and painted, and {he} did not stop for supper.",
        ),
        (
            "On the birthday {hero} was [nervous|excited]. Would {friend} like it?",
            "{friend} opened the box slowly while {hero} held {his} breath.",
        ),
        (
            '"{Idea}!" cried {friend}. "Did you make it yourself?" They tried it out at once, and {made}.',
            "{friend} {friendly}, and they tried it out together. {Made}!",
        ),
        (
            '"This is the nicest present of all," said {friend}.',
            "{friend} kept it for the rest of {fhis} life.",
        ),
    ),
)

PLOTS = (*EVERYDAY, RESCUE, NIGHT, BAKING, SEED, WAY, PRESENT)
